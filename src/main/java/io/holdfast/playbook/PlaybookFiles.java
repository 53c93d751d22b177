package io.holdfast.playbook;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A set of files by path, {@code processes/…} and {@code templates/…}, and nothing said about whether they are right. */
final class PlaybookFiles {

    static final String TABLES = "processes/decisions/";

    private final SortedMap<String, Content> files;

    PlaybookFiles(Map<String, byte[]> files) {
        this(contents(files));
    }

    private PlaybookFiles(SortedMap<String, Content> files) {
        this.files = files;
    }

    private static SortedMap<String, Content> contents(Map<String, byte[]> files) {
        SortedMap<String, Content> contents = new TreeMap<>();
        files.forEach((path, bytes) -> contents.put(path, new Content(bytes)));
        return contents;
    }

    /** What a file holds. Its hash is asked at every wake of a process, so it is made once. */
    private static final class Content {
        private final byte[] bytes;
        private volatile @Nullable String hash;

        Content(byte[] bytes) {
            this.bytes = bytes;
        }

        String hash() {
            String known = hash;
            if (known == null) {
                known = Sha256.of(bytes);
                hash = known;
            }
            return known;
        }
    }

    Set<String> paths() {
        return files.keySet();
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    /** The bytes themselves, not a copy: nobody in this package writes into them. */
    byte[] bytes(String path) {
        return content(path).bytes;
    }

    private Content content(String path) {
        Content content = files.get(path);
        if (content == null) {
            throw new NoSuchElementException("The playbook has no file " + path);
        }
        return content;
    }

    String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    PlaybookFiles only(Predicate<String> which) {
        SortedMap<String, Content> some = new TreeMap<>();
        files.forEach((path, content) -> {
            if (which.test(path)) {
                some.put(path, content);
            }
        });
        return new PlaybookFiles(some);
    }

    /** These, with the other's files in place of those of the same path. */
    PlaybookFiles overlaidBy(PlaybookFiles other) {
        SortedMap<String, Content> all = new TreeMap<>(files);
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
        return content(path).hash();
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
