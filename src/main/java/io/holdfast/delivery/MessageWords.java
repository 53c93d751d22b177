package io.holdfast.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as the record and the people who read it name it. */
final class MessageWords {

    private MessageWords() {}

    /** {@code Guidance to Cards (#floor-cards): first guidance}. */
    static String put(NewMessage.Kind kind, String who, String reason) {
        return to(kind, who) + ": " + reason;
    }

    /** {@code Guidance to Cards (#floor-cards), first guidance: 3 sent, 1 failed}. */
    static String batch(NewMessage.Kind kind, String who, String reason, Map<String, Long> states) {
        Map<String, Long> named = new LinkedHashMap<>();
        states.forEach((state, n) -> named.merge(state(state), n, Long::sum));
        List<String> words = new ArrayList<>();
        named.forEach((state, n) -> words.add(n + " " + state));
        return to(kind, who) + ", " + reason + ": " + String.join(", ", words);
    }

    private static String to(NewMessage.Kind kind, String who) {
        String what = switch (kind) {
            // Who has been asked is not asked again, only told how it went on.
            case PAGE -> who.equals(AudienceText.TOLD_EARLIER) ? "Note" : "Page";
            case GUIDANCE -> "Guidance";
            case UPDATE -> "Update";
            case DIGEST -> "Note";
        };
        return what + " to " + who;
    }

    private static String state(String state) {
        return switch (state) {
            case "waiting", "held" -> "to be tried again";
            case "unknown", "doubtful" -> "unclear";
            default -> state;
        };
    }
}
