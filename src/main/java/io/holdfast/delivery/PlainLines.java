package io.holdfast.delivery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Slack text as its reader sees it: lines without mark-up, those that begin with a bold word known by it. */
final class PlainLines {
    private static final Pattern LABELLED = Pattern.compile("\\*([^*]{1,40})\\*\\s+(\\S.*)");
    private static final Pattern TOKEN = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");
    private static final Pattern STRUCK = Pattern.compile("~[^~]+~\\s*");
    private static final Pattern SLANTED = Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private PlainLines() {}

    /**
     * A line.
     *
     * @param label the bold word that it begins with; null for none
     */
    record Line(@Nullable String label, String words) {}

    static List<Line> of(String mrkdwn) {
        return mrkdwn.lines()
                .map(String::strip)
                .map(PlainLines::line)
                .filter(line -> !line.words().isEmpty())
                .toList();
    }

    private static Line line(String mrkdwn) {
        Matcher labelled = LABELLED.matcher(mrkdwn);
        return labelled.matches()
                ? new Line(plain(labelled.group(1)), plain(labelled.group(2)))
                : new Line(null, plain(mrkdwn));
    }

    // What Slack shows for a link or a time is behind its bar. What is struck out is not said any more.
    private static String plain(String mrkdwn) {
        String shown = TOKEN.matcher(STRUCK.matcher(mrkdwn).replaceAll(""))
                .replaceAll(
                        token -> Matcher.quoteReplacement(token.group(2) == null ? token.group(1) : token.group(2)));
        return SLANTED.matcher(shown.replace("*", "").replace("`", ""))
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
