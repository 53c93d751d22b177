package io.holdfast.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a post says as a note. */
final class NoteText {
    private static final Pattern NOTE = Pattern.compile(
            "^\\s*(?:note|nota|:memo:|:pushpin:)\\s*:?\\s*(.+)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern MARK =
            Pattern.compile("^\\s*(?:(?:note|nota)\\s*:|:memo:|:pushpin:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("<((?:https?:|mailto:|tel:|[@#!])[^<>|]*)(?:\\|([^<>]+))?>");
    private static final int LONGEST = 10_000;

    private NoteText() {}

    /** Whether it begins as a note does. */
    static boolean begins(String post) {
        return MARK.matcher(post).find();
    }

    /** What stands behind its beginning; empty where it does not begin as a note does, or says nothing more. */
    static Optional<String> begun(String post) {
        Matcher note = NOTE.matcher(post);
        return begins(post) && note.matches() ? Optional.of(plain(note.group(1))) : Optional.empty();
    }

    /** The whole post, less the beginning of a note. */
    static String whole(String post) {
        return begun(post).orElseGet(() -> begins(post) ? "" : plain(post));
    }

    private static String plain(String text) {
        String typed = typed(text);
        return typed.substring(0, Math.min(LONGEST, typed.length()));
    }

    /** As it was typed: Slack escapes three characters, and wraps addresses and mentions. */
    static String typed(String text) {
        return TOKEN.matcher(text.strip())
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(2) != null ? token.group(2) : token.group(1).replaceFirst("^!", "@")))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
