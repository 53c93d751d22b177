package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions of a file, to be read.
 *
 * @param sentences what changed, in plain words: of a decision table rule by rule, of anything else how many lines
 * @param table of a decision table, the same cell by cell; empty for other files, and where one of the two is no table
 * @param hunks the lines that changed, with three around them
 */
public record FileDifference(String path, List<String> sentences, Optional<TableDifference> table, List<Hunk> hunks) {

    /**
     * A passage.
     *
     * @param before its first line in the earlier version, from 1; 0 where it has none there
     * @param after the same in the later one
     */
    public record Hunk(int before, int after, List<Line> lines) {

        int count(Sign besides) {
            return (int) lines.stream().filter(line -> line.sign() != besides).count();
        }
    }

    /** A line of a passage. */
    public record Line(Sign sign, String text) {}

    /** What became of a line. */
    public enum Sign {
        SAME(' '),
        ADDED('+'),
        REMOVED('-');

        final char mark;

        Sign(char mark) {
            this.mark = mark;
        }

        /** As patches mark it. */
        public char mark() {
            return mark;
        }
    }

    /**
     * Compares two versions.
     *
     * @param before null where the file is new
     * @param after null where it was taken away
     */
    public static FileDifference of(String path, byte @Nullable [] before, byte @Nullable [] after) {
        List<Hunk> hunks = LineDifference.of(before, after);
        Optional<TableDifference> table =
                path.endsWith(".dmn") ? TableDifference.of(path, before, after) : Optional.empty();
        List<String> sentences = new ArrayList<>();
        if (before == null || after == null || Arrays.equals(before, after)) {
            sentences.add(
                    before == null
                            ? "The file is new."
                            : after == null ? "The file was taken away." : "Nothing changed.");
        }
        table.ifPresent(t -> sentences.addAll(t.sentences()));
        if (sentences.isEmpty()) {
            sentences.add(
                    table.isPresent() ? "Only how it is written changed; the table says the same." : lines(hunks));
        }
        return new FileDifference(path, List.copyOf(sentences), table, hunks);
    }

    private static String lines(List<Hunk> hunks) {
        int added = hunks.stream().mapToInt(hunk -> lines(hunk, Sign.ADDED)).sum();
        int removed = hunks.stream().mapToInt(hunk -> lines(hunk, Sign.REMOVED)).sum();
        return many(added, "line") + " added, " + many(removed, "line") + " taken away.";
    }

    private static int lines(Hunk hunk, Sign sign) {
        return (int) hunk.lines().stream().filter(line -> line.sign() == sign).count();
    }

    private static String many(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /**
     * The same as a patch that {@code git apply} takes in the folder that holds {@code processes/}; empty where nothing changed.
     *
     * @param before null where the file is new
     * @param after null where it was taken away
     */
    public static String patch(String path, byte @Nullable [] before, byte @Nullable [] after) {
        return LineDifference.patch(path, before, after);
    }
}
