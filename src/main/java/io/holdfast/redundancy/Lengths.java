package io.holdfast.redundancy;

import java.time.Duration;

/** Lengths of time in words. */
public final class Lengths {

    private Lengths() {}

    /** {@code 4 h}, {@code 1 h 30 min}, {@code 30 s}; {@code nothing} for none. */
    public static String words(Duration length) {
        StringBuilder words = new StringBuilder();
        add(words, length.toDaysPart(), "d");
        add(words, length.toHoursPart(), "h");
        add(words, length.toMinutesPart(), "min");
        add(words, length.toSecondsPart(), "s");
        return words.length() == 0 ? "nothing" : words.toString();
    }

    private static void add(StringBuilder words, long number, String unit) {
        if (number > 0) {
            words.append(words.length() == 0 ? "" : " ")
                    .append(number)
                    .append(' ')
                    .append(unit);
        }
    }
}
