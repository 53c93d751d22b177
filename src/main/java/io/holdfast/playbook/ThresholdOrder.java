package io.holdfast.playbook;

import java.util.List;
import java.util.Map;

/**
 * Whether the figures of one rule of {@code thresholds.dmn} stand in the order in which a measurement gets worse: well again, strained,
 * bad. In any other, a light would be both at once, or never get well.
 */
final class ThresholdOrder {
    private static final List<String> BETTER_FIRST = List.of("good", "strained", "bad");

    private final String place;
    private final String path;
    private final List<Fault> faults;

    ThresholdOrder(String path, String place, List<Fault> faults) {
        this.path = path;
        this.place = place;
        this.faults = faults;
    }

    /** @param answers the rule's outputs as far as they are constants */
    void check(Map<String, Object> answers) {
        if (!(answers.get("direction") instanceof String direction)
                || !(direction.equals("below") || direction.equals("above"))) {
            return; // told already, or not known before it is asked
        }
        String better = null;
        Number than = null;
        for (String name : BETTER_FIRST) {
            if (!(answers.get(name) instanceof Number figure)) {
                continue;
            }
            if (better != null && than != null && !inOrder(direction, than.doubleValue(), figure.doubleValue())) {
                faults.add(new Fault(
                        path,
                        place,
                        "It is worse " + direction + " a figure, and yet '" + name + "' is " + FeelText.of(figure)
                                + " where '" + better + "' is " + FeelText.of(than) + ".",
                        direction.equals("below")
                                ? "Let good be the highest figure, then strained, then bad."
                                : "Let good be the lowest figure, then strained, then bad."));
            }
            better = name;
            than = figure;
        }
    }

    // Two may be the same figure: then there is nothing between them.
    private static boolean inOrder(String direction, double better, double worse) {
        return direction.equals("below") ? better >= worse : better <= worse;
    }
}
