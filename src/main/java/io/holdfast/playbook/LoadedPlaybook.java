package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A version in memory. */
record LoadedPlaybook(
        long number,
        Catalog catalog,
        Map<String, Scenario> scenarios,
        Map<String, FileEntry> entries,
        PlaybookFiles content)
        implements Playbook {

    @Override
    public List<FileEntry> files() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<FileEntry> file(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public byte[] bytes(String path) {
        return content.bytes(path).clone();
    }
}
