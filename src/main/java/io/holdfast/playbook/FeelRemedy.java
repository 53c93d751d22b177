package io.holdfast.playbook;

import java.util.ArrayDeque;
import java.util.Deque;

/** What would make a cell FEEL: a bracket or a quote that is missing is named, since nothing else helps there. Pure. */
final class FeelRemedy {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private FeelRemedy() {}

    /** @param otherwise the remedy where brackets and quotes are in pairs */
    static String of(String text, String otherwise) {
        // ']0..1[' is a range too, with open ends, and its brackets are the other way round.
        boolean ranges = text.contains("..");
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && OPENING.indexOf(c) >= 0) {
                open.push(c);
            } else if (!quoted && CLOSING.indexOf(c) >= 0) {
                int kind = CLOSING.indexOf(c);
                if (!ranges && (open.isEmpty() || OPENING.indexOf(open.peek()) != kind)) {
                    return "Open with '" + OPENING.charAt(kind) + "' what '" + c + "' closes, or leave it out.";
                }
                open.poll();
            }
        }
        if (quoted) {
            return "Close the text with a quote (\").";
        }
        return open.isEmpty() || ranges
                ? otherwise
                : "Close '" + open.peek() + "' with '" + CLOSING.charAt(OPENING.indexOf(open.peek())) + "'.";
    }
}
