package io.holdfast.catalog;

import java.util.List;

/**
 * A bot of the business that serves customers by itself, and asks Holdfast how much it may do: the flag {@code automation.<id>}.
 *
 * @param id {@code card-assistant}
 * @param name {@code Card assistant}
 * @param owner the team that answers for it
 * @param journeys journeys that it serves
 * @param levels how much it can be let do, from the most to the least; some of {@link #LEVELS}, in that order
 * @param usual the level that it has while nothing speaks against it
 */
public record Agent(String id, String name, String owner, List<String> journeys, List<String> levels, String usual) {

    /** All degrees of freedom, from the most to the least. */
    public static final List<String> LEVELS = List.of("act", "suggest", "answer-only", "hand-over", "off");

    /** The most that it can do and that is no more than {@code level}; its least where it has nothing so low. */
    public String atMost(String level) {
        int wanted = LEVELS.indexOf(level);
        return levels.stream()
                .filter(l -> LEVELS.indexOf(l) >= wanted)
                .findFirst()
                .orElse(least());
    }

    /** The least that it can do. */
    public String least() {
        return levels.get(levels.size() - 1);
    }

    /** Whether {@code one} leaves it less freedom than {@code other}. */
    public static boolean lower(String one, String other) {
        return LEVELS.indexOf(one) > LEVELS.indexOf(other);
    }
}
