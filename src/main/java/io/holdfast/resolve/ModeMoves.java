package io.holdfast.resolve;

import java.util.Map;
import java.util.Set;

/** The legal moves of a mode, as the public contract lists its states. */
final class ModeMoves {
    private static final Map<String, Set<String>> MOVES = Map.of(
            "proposed", Set.of("switching", "refused"),
            "switching", Set.of("on", "failing-back", "rolling-back"),
            "on", Set.of("verified", "failing-back", "rolling-back"),
            "verified", Set.of("failing-back", "rolling-back"),
            "failing-back", Set.of("off"),
            "rolling-back", Set.of("off"),
            "off", Set.of(),
            "refused", Set.of());

    private ModeMoves() {}

    /**
     * @throws IllegalStateException where that is no legal move, naming both ends
     */
    static void check(String mode, String from, String to) {
        if (!MOVES.getOrDefault(from, Set.of()).contains(to)) {
            throw new IllegalStateException("The mode " + mode + " is " + from + " and can't become " + to);
        }
    }

    static boolean allows(String from, String to) {
        return MOVES.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether customers and agents can rely on it. */
    static boolean isOn(String state) {
        return state.equals("on") || state.equals("verified");
    }

    /** Whether it is over. */
    static boolean isOver(String state) {
        return state.equals("off") || state.equals("refused");
    }
}
