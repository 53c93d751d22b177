package io.holdfast.playbook;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A set of files by path, {@code processes/…} and {@code templates/…}, and nothing said about whether they are right. */
final class PlaybookFiles {

    static final String TABLES = "processes/decisions/";

    private final SortedMap<String, byte[]> files;

    PlaybookFiles(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    Set<String> paths() {
        return files.keySet();
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /** The bytes themselves, not a copy: nobody in this package writes into them. */
    byte[] bytes(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NoSuchElementException("The playbook has no file " + path);
        }
        return bytes;
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    PlaybookFiles only(Predicate<String> which) {
        Map<String, byte[]> some = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (which.test(path)) {
                some.put(path, bytes);
            }
        });
        return new PlaybookFiles(some);
    }

    /** These, with the other's files in place of those of the same path. */
    PlaybookFiles overlaidBy(PlaybookFiles other) {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.putAll(other.files);
        return new PlaybookFiles(all);
    }

    PlaybookFiles diagrams() {
        return only(path -> path.startsWith("processes/") && path.endsWith(".bpmn"));
    }

    PlaybookFiles tables() {
        return only(path -> path.startsWith(TABLES) && path.endsWith(".dmn"));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    String hash(String path) {
        return Sha256.of(bytes(path));
    }

    /** One hash of all paths and bytes. */
    String digest() {
        StringBuilder all = new StringBuilder();
        for (String path : files.keySet()) {
            all.append(path).append('\0').append(hash(path)).append('\n');
        }
        return Sha256.of(all.toString());
    }
}
