package io.holdfast.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's mrkdwn as lines of runs: plain, bold, slanted or struck through, one within the other, for drawing a post as Slack would. */
final class Mrkdwn {

    private static final Pattern MARKS = Pattern.compile("<([^<>|\\n]+)(?:\\|([^<>\\n]+))?>"
            + "|(?<![\\w*])\\*(?!\\s)([^*\\n]+?)(?<!\\s)\\*(?![\\w*])"
            + "|(?<![\\w/])_((?:<[^<>\\n]+>|[^_\\n])+)_(?!\\w)"
            + "|(?<![\\w/])~((?:<[^<>\\n]+>|[^~\\n])+)~(?!\\w)"
            + "|`([^`\\n]+)`");

    private Mrkdwn() {}

    /** Some words of a line. */
    record Run(String text, boolean bold, boolean struck, boolean slanted) {
        Run(String text, boolean bold) {
            this(text, bold, false, false);
        }

        private Run of(String other) {
            return new Run(other, bold, struck, slanted);
        }
    }

    static List<List<Run>> lines(String body) {
        List<List<Run>> lines = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            List<Run> runs = new ArrayList<>();
            add(runs, line, new Run("", false));
            lines.add(runs);
        }
        return lines;
    }

    /** All of it without marks. */
    static String plain(String body) {
        StringBuilder plain = new StringBuilder();
        for (List<Run> line : lines(body)) {
            line.forEach(run -> plain.append(run.text()));
            plain.append('\n');
        }
        return plain.toString().strip();
    }

    private static void add(List<Run> runs, String words, Run as) {
        Matcher mark = MARKS.matcher(words);
        int from = 0;
        while (mark.find()) {
            text(runs, words.substring(from, mark.start()), as);
            if (mark.group(1) != null) {
                text(runs, mark.group(2) != null ? mark.group(2) : bare(mark.group(1)), as);
            } else if (mark.group(3) != null) {
                add(runs, mark.group(3), new Run("", true, as.struck(), as.slanted()));
            } else if (mark.group(4) != null) {
                add(runs, mark.group(4), new Run("", as.bold(), as.struck(), true));
            } else if (mark.group(5) != null) {
                add(runs, mark.group(5), new Run("", as.bold(), true, as.slanted()));
            } else {
                text(runs, mark.group(6), as);
            }
            from = mark.end();
        }
        text(runs, words.substring(from), as);
    }

    // A mention without a name: '!channel' is written '@channel'.
    private static String bare(String target) {
        return target.startsWith("!") ? "@" + target.substring(1) : target;
    }

    private static void text(List<Run> runs, String text, Run as) {
        if (!text.isEmpty()) {
            runs.add(as.of(unescaped(text)));
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
