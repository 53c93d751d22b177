package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One numbered version of everything that the team may change. Immutable. */
public interface Playbook {

    /** The playbook's number, from 1; an incident is stamped with it. */
    long number();

    Catalog catalog();

    /** What is drilled, by the file's name without its ending. */
    Map<String, Scenario> scenarios();

    /** Everything in it, by path. */
    List<FileEntry> files();

    Optional<FileEntry> file(String path);

    /** A file's bytes. */
    byte[] bytes(String path);

    /**
     * @param path {@code processes/decisions/severity.dmn}
     * @param version the file's own version, from 1, which grows when its content changes
     * @param hash SHA-256 of its bytes, hex
     */
    record FileEntry(String path, int version, String hash) {}
}
