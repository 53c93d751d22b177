package io.holdfast.playbook;

import io.holdfast.playbook.TableShape.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table says as a whole: rules that can never fire, that contradict each other under the hit policy or say the same
 * twice, and facts that get no answer where one is needed. Exact wherever a cell compares its fact with constants; what can't be
 * analysed is said to be so, and never guessed.
 */
final class TableLogic {

    /** Where what is found goes. */
    interface Voice {
        void fault(@Nullable String place, String what, String remedy);

        void note(@Nullable String place, String what);
    }

    /** As faults and notes of a file. */
    record Found(String path, List<Fault> faults, List<NotAnalysed> notes) implements Voice {

        @Override
        public void fault(@Nullable String place, String what, String remedy) {
            faults.add(new Fault(path, place, what, remedy));
        }

        @Override
        public void note(@Nullable String place, String what) {
            notes.add(new NotAnalysed(path, place, what));
        }
    }

    /** Passes on, and keeps what was told of where. */
    private static final class Heard implements Voice {
        private final Voice to;
        private final Set<String> places = new HashSet<>();

        Heard(Voice to) {
            this.to = to;
        }

        @Override
        public void fault(@Nullable String place, String what, String remedy) {
            places.add(Objects.toString(place, ""));
            to.fault(place, what, remedy);
        }

        @Override
        public void note(@Nullable String place, String what) {
            to.note(place, what);
        }
    }

    private TableLogic() {}

    /**
     * @param told faults of which rules and columns were told already, so that nothing more is said of these
     */
    static void tell(DecisionTable dmn, Vocabulary.Table table, List<Fault> told, Voice to) {
        Predicate<String> faulty = place -> told.stream()
                .map(fault -> Objects.toString(fault.place(), ""))
                .anyMatch(at -> at.equals(place) || at.startsWith(place + ","));
        Heard voice = new Heard(to);
        TableShape shape = new TableShape(dmn, table, faulty);
        String policy = TableCheck.policy(dmn);
        Impossible impossible = new Impossible(shape.axes(), voice);
        List<Line> alive = new ArrayList<>();
        boolean wrong = false;
        for (Line line : shape.lines()) {
            boolean dead = !line.faulty() && impossible.told(line);
            wrong |= dead || line.faulty();
            if (!dead) {
                alive.add(line);
            }
        }
        List<Line> sound = alive.stream().filter(line -> !line.faulty()).toList();
        Overlaps overlaps = new Overlaps(shape.axes(), sound, voice);
        switch (policy) {
            case "FIRST" -> new Shadows(voice).tell(alive);
            case "UNIQUE" -> overlaps.unique();
            case "ANY" -> overlaps.any();
            case "RULE ORDER" -> overlaps.several(false);
            case "COLLECT" -> overlaps.several(dmn.getAggregation() != null);
            default -> voice.note(null, "What " + policy + " makes of its rules is not analysed.");
        }
        new Samples(table, policy, alive, voice).tell(voice.places);
        if (table.otherwise() == null && !shape.lines().isEmpty()) {
            new Gaps(voice).tell(shape.axes(), alive, wrong);
        }
    }

    /** {@code r1, r2 and r3}. */
    static String and(List<String> names) {
        return joined(names, " and ");
    }

    /** {@code r1, r2 or r3}. */
    static String or(List<String> names) {
        return joined(names, " or ");
    }

    private static String joined(List<String> names, String last) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + last + names.get(names.size() - 1);
    }
}
