package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one playbook that there is, for tests that need its catalog alone. */
public record OnePlaybook(Catalog catalog) implements Playbooks, Playbook {
    @Override
    public long inForce(World world) {
        return 1;
    }

    @Override
    public void putInForce(World world, long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Playbook number(long number) {
        return this;
    }

    @Override
    public String definitionId(long number, String processKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long number() {
        return 1;
    }

    @Override
    public Map<String, io.holdfast.catalog.Scenario> scenarios() {
        return Map.of();
    }

    @Override
    public List<FileEntry> files() {
        return List.of();
    }

    @Override
    public Optional<FileEntry> file(String path) {
        return Optional.empty();
    }

    @Override
    public byte[] bytes(String path) {
        throw new UnsupportedOperationException();
    }
}
