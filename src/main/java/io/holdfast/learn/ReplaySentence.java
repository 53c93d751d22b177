package io.holdfast.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A replay's answer in one sentence. */
final class ReplaySentence {
    private static final int NAMED = 3;
    private static final List<String> ORDER = List.of("worse", "better", "different");

    private ReplaySentence() {}

    /**
     * @param looked how many were looked at
     * @param what {@code past incidents and drills}, or {@code scenarios}
     * @param drilled whether outcomes of drills are compared, and not decisions
     */
    static Replay of(List<Replay.Case> cases, int looked, String what, boolean drilled) {
        List<Replay.Case> sorted = sorted(cases);
        if (looked == 0) {
            return new Replay("There are no " + what + " yet to try it on.", 0, List.of(), "");
        }
        if (cases.isEmpty()) {
            return new Replay(
                    "In none of " + looked + " " + what + " would anything have been different.",
                    looked,
                    List.of(),
                    "");
        }
        List<String> parts = new ArrayList<>();
        List<Replay.Case> better = only(sorted, "better");
        List<Replay.Case> worse = only(sorted, "worse");
        List<Replay.Case> different = only(sorted, "different");
        // How many there are in all is said once, by whatever comes first.
        String all = " of " + looked + " " + what;
        if (!better.isEmpty()) {
            parts.add("in " + better.size() + all + " " + gain(better, drilled));
        }
        if (!worse.isEmpty()) {
            parts.add(
                    "in " + worse.size() + (parts.isEmpty() ? all : "") + " it would have been worse: " + names(worse));
        }
        if (!different.isEmpty()) {
            parts.add("in " + different.size() + (parts.isEmpty() ? all : "") + " it would have been merely different: "
                    + names(different));
        }
        boolean estimated = sorted.stream().anyMatch(c -> c.minutes() != null);
        return new Replay(
                sentence(parts),
                looked,
                sorted,
                estimated ? "Times are estimates: people are taken to have decided as fast as they did." : "");
    }

    private static String gain(List<Replay.Case> better, boolean drilled) {
        List<Long> minutes = better.stream()
                .map(Replay.Case::minutes)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
        if (minutes.size() < better.size() || minutes.isEmpty()) {
            return drilled ? "more would have come true" : "it would have been better";
        }
        return (drilled ? "it would have come true " : "the mode would have come ") + minutes(minutes) + " earlier";
    }

    /** Several answers to one change, each a sentence of its own. */
    static Replay joined(List<Replay> answers) {
        return new Replay(
                answers.stream().map(Replay::sentence).collect(Collectors.joining(" ")),
                answers.stream().mapToInt(Replay::looked).sum(),
                sorted(answers.stream().flatMap(a -> a.cases().stream()).toList()),
                answers.stream()
                        .map(Replay::assumption)
                        .filter(words -> !words.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    /** {@code 6–14 min}, of minutes in their order; nothing of none. */
    static String minutes(List<Long> sorted) {
        if (sorted.isEmpty()) {
            return "";
        }
        long least = sorted.get(0);
        long most = sorted.get(sorted.size() - 1);
        return (least == most ? String.valueOf(least) : least + "–" + most) + " min";
    }

    static String sentence(List<String> parts) {
        String all = String.join("; ", parts) + ".";
        return Character.toUpperCase(all.charAt(0)) + all.substring(1);
    }

    /** The worse first. */
    static List<Replay.Case> sorted(List<Replay.Case> cases) {
        return cases.stream()
                .sorted(Comparator.comparingInt(c -> ORDER.indexOf(c.verdict())))
                .toList();
    }

    private static List<Replay.Case> only(List<Replay.Case> cases, String verdict) {
        return cases.stream().filter(c -> c.verdict().equals(verdict)).toList();
    }

    static String names(List<Replay.Case> cases) {
        String named = cases.stream().limit(NAMED).map(Replay.Case::subject).collect(Collectors.joining(", "));
        return cases.size() <= NAMED ? named : named + " and " + (cases.size() - NAMED) + " more";
    }
}
