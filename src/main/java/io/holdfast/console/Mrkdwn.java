package io.holdfast.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's mrkdwn as lines of runs: plain, bold, or struck through, for drawing a post as Slack would. */
final class Mrkdwn {

    private static final Pattern MARKS =
            Pattern.compile("\\*([^*\\n]+)\\*|<([^>|\\n]+)(?:\\|([^>\\n]+))?>|(?<![\\w/])_([^_\\n]+)_(?!\\w)"
                    + "|(?<![\\w/])~([^~\\n]+)~(?!\\w)");

    private Mrkdwn() {}

    /** Some words of a line. */
    record Run(String text, boolean bold, boolean struck) {
        Run(String text, boolean bold) {
            this(text, bold, false);
        }
    }

    static List<List<Run>> lines(String body) {
        List<List<Run>> lines = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            List<Run> runs = new ArrayList<>();
            Matcher mark = MARKS.matcher(line);
            int from = 0;
            while (mark.find()) {
                add(runs, line.substring(from, mark.start()), false);
                if (mark.group(1) != null) {
                    add(runs, mark.group(1), true);
                } else if (mark.group(4) != null) {
                    add(runs, mark.group(4), false);
                } else if (mark.group(5) != null) {
                    runs.add(new Run(unescaped(mark.group(5)), false, true));
                } else {
                    add(runs, mark.group(3) != null ? mark.group(3) : mark.group(2), false);
                }
                from = mark.end();
            }
            add(runs, line.substring(from), false);
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

    private static void add(List<Run> runs, String text, boolean bold) {
        if (!text.isEmpty()) {
            runs.add(new Run(unescaped(text), bold));
        }
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
