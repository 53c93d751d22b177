package io.holdfast.delivery;

import io.holdfast.delivery.PlainLines.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader would notice between two texts: lines that came, went or changed, and of those only the sentences that differ.
 *
 * @param whole whether nothing of the earlier text stands any more; then these are the new lines
 */
record Differences(boolean whole, List<Difference> lines) {
    private static final String SENTENCES = "(?<=[.!?…])\\s+|\\s+·\\s+";

    /** How a line differs. */
    enum How {
        NEW,
        CHANGED,
        GONE
    }

    /**
     * One line's difference.
     *
     * @param label the word that the line is known by; empty for none
     * @param now empty where it is gone
     * @param was empty where it is new
     */
    record Difference(How how, String label, String now, String was) {}

    static Differences between(String before, String after) {
        List<Line> was = PlainLines.of(before);
        List<Line> now = PlainLines.of(after);
        Map<String, String> wasBy = labelled(was);
        Map<String, String> nowBy = labelled(now);
        List<String> wasLoose = loose(was);
        List<String> nowLoose = loose(now);
        Set<String> said = sentences(wasLoose);
        boolean whole = sentences(nowLoose).stream().noneMatch(said::contains)
                && nowBy.keySet().stream().noneMatch(wasBy::containsKey)
                && !was.isEmpty();
        List<Difference> lines = new ArrayList<>();
        if (whole) {
            now.forEach(line -> add(lines, line.label(), line.words(), ""));
            return new Differences(true, lines);
        }
        pairs(wasLoose, nowLoose).forEach(pair -> add(lines, null, pair[1], pair[0]));
        nowBy.forEach((label, words) -> add(lines, label, words, wasBy.getOrDefault(label, "")));
        wasBy.forEach((label, words) -> {
            if (!nowBy.containsKey(label)) {
                add(lines, label, "", words);
            }
        });
        return new Differences(false, lines);
    }

    private static Map<String, String> labelled(List<Line> lines) {
        Map<String, String> by = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.label() != null) {
                by.merge(line.label(), line.words(), (a, b) -> a + " " + b);
            }
        }
        return by;
    }

    private static List<String> loose(List<Line> lines) {
        return lines.stream().filter(l -> l.label() == null).map(Line::words).toList();
    }

    /** Lines that stand between the same neighbours belong together: what was, and what is. */
    private static List<String[]> pairs(List<String> was, List<String> now) {
        List<String[]> pairs = new ArrayList<>();
        int[][] common = common(was, now);
        int i = 0;
        int j = 0;
        while (i < was.size() || j < now.size()) {
            if (i < was.size() && j < now.size() && was.get(i).equals(now.get(j))) {
                i++;
                j++;
                continue;
            }
            List<String> gone = new ArrayList<>();
            List<String> come = new ArrayList<>();
            while ((i < was.size() || j < now.size())
                    && !(i < was.size() && j < now.size() && was.get(i).equals(now.get(j)))) {
                if (j == now.size() || (i < was.size() && common[i + 1][j] >= common[i][j + 1])) {
                    gone.add(was.get(i++));
                } else {
                    come.add(now.get(j++));
                }
            }
            for (int k = 0; k < Math.max(gone.size(), come.size()); k++) {
                pairs.add(new String[] {k < gone.size() ? gone.get(k) : "", k < come.size() ? come.get(k) : ""});
            }
        }
        return pairs;
    }

    // How many lines the rests of both have in common, from each place on.
    private static int[][] common(List<String> was, List<String> now) {
        int[][] common = new int[was.size() + 1][now.size() + 1];
        for (int i = was.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = was.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static void add(List<Difference> lines, @Nullable String label, String now, String was) {
        if (now.equals(was)) {
            return;
        }
        Spoken is = Spoken.of(now);
        Spoken had = Spoken.of(was);
        String come = is.without(had.sentences());
        String gone = had.without(is.sentences());
        if (come.isEmpty() && gone.isEmpty()) {
            // the same sentences in another order
            return;
        }
        How how = gone.isEmpty() ? How.NEW : come.isEmpty() ? How.GONE : How.CHANGED;
        lines.add(new Difference(how, label == null ? "" : label, come, gone));
    }

    /**
     * A line's sentences; where it is a quotation as a whole, they stand within its marks.
     *
     * @param marks the opening and the closing one; empty for none
     */
    private record Spoken(List<String> sentences, String marks) {
        private static final List<String> MARKS = List.of("“”", "«»", "\"\"", "„“");

        static Spoken of(String words) {
            return MARKS.stream()
                    .filter(m -> words.length() > 2
                            && words.charAt(0) == m.charAt(0)
                            && words.charAt(words.length() - 1) == m.charAt(1))
                    .findFirst()
                    .map(m -> new Spoken(Differences.sentences(words.substring(1, words.length() - 1)), m))
                    .orElseGet(() -> new Spoken(Differences.sentences(words), ""));
        }

        /** Those that are not among the others, quoted as they were: an ellipsis stands for what is left out before or after. */
        String without(List<String> others) {
            List<String> left =
                    sentences.stream().filter(s -> !others.contains(s)).toList();
            String said = String.join(" ", left);
            if (left.isEmpty() || marks.isEmpty()) {
                return said;
            }
            boolean first = !others.contains(sentences.get(0));
            boolean last = !others.contains(sentences.get(sentences.size() - 1));
            return marks.charAt(0) + (first ? "" : "… ") + said + (last ? "" : " …") + marks.charAt(1);
        }
    }

    private static Set<String> sentences(List<String> lines) {
        return lines.stream().flatMap(line -> sentences(line).stream()).collect(Collectors.toSet());
    }

    private static List<String> sentences(String words) {
        return words.isEmpty() ? List.of() : Arrays.asList(words.split(SENTENCES));
    }
}
