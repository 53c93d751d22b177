package io.holdfast.playbook;

import io.holdfast.playbook.TableShape.Cell;
import io.holdfast.playbook.TableShape.Line;
import io.holdfast.playbook.Vocabulary.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule with a cell that can't be analysed shows by a sample that it fires; and whoever gives a sample is held to it. */
final class Samples {

    private final Vocabulary.Table table;
    private final String policy;
    private final List<Line> lines;
    private final TableLogic.Voice voice;

    Samples(Vocabulary.Table table, String policy, List<Line> lines, TableLogic.Voice voice) {
        this.table = table;
        this.policy = policy;
        this.lines = lines;
        this.voice = voice;
    }

    /**
     * @param told places of which a fault was told, which need no second one
     */
    void tell(Set<String> told) {
        lines.stream()
                .filter(line -> !line.faulty() && !told.contains(line.place()))
                .toList()
                .forEach(this::tell);
    }

    private void tell(Line line) {
        String sample = Sample.in(line.description());
        if (sample == null) {
            if (!line.exact()) {
                Cell odd = line.odd().get(0);
                voice.fault(
                        line.place() + ", input '" + odd.column().name() + "'",
                        "'" + odd.text() + "' can't be analysed, and no sample shows that the rule fires.",
                        "End the rule's description with facts for which it does: Sample: " + example(line) + ".");
            }
            return;
        }
        Map<String, @Nullable Object> facts =
                Sample.facts(sample, table.facts(), wrong -> voice.fault(line.place(), wrong.get(0), wrong.get(1)));
        if (facts == null) {
            return;
        }
        Cell refusing = line.cells().stream()
                .filter(cell -> !holds(cell, facts))
                .findFirst()
                .orElse(null);
        if (refusing != null) {
            voice.fault(
                    line.place() + ", input '" + refusing.column().name() + "'",
                    "'" + refusing.text() + "' refuses the rule's own sample.",
                    "Mend the cell or the sample.");
        } else if (alone(line, facts) && !line.exact()) {
            String cells = line.odd().stream()
                    .map(cell -> "'" + cell.text() + "' (" + cell.column().name() + ")")
                    .collect(Collectors.joining(", "));
            voice.note(line.place(), cells + " is not analysed. The rule fires for its sample.");
        }
    }

    /** Whether no other rule takes the sample away; where one does, that is told. */
    private boolean alone(Line line, Map<String, @Nullable Object> facts) {
        for (Line other : lines) {
            if (other == line && policy.equals("FIRST")) {
                return true;
            }
            if (other == line || other.faulty() || !other.cells().stream().allMatch(cell -> holds(cell, facts))) {
                continue;
            }
            if (policy.equals("FIRST")) {
                voice.fault(
                        line.place(),
                        other.name() + " above it takes the rule's own sample, so that it does not fire.",
                        "Move the rule above " + other.name() + ", or give a sample that only it takes.");
                return false;
            }
            if (policy.equals("UNIQUE")) {
                voice.fault(
                        line.place(),
                        other.name() + " fits the rule's own sample, too, and under UNIQUE only one rule may.",
                        "Narrow one of them.");
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Cell cell, Map<String, @Nullable Object> facts) {
        Term fact = cell.column().fact();
        Feel asks = cell.column().asks();
        Object value = fact != null ? facts.get(fact.name()) : asks == null ? null : Feel.value(asks.tree(), facts);
        return Feel.holds(cell.feel().tree(), value, facts);
    }

    private String example(Line line) {
        Set<String> names = new LinkedHashSet<>();
        for (Cell cell : line.cells()) {
            if (cell.column().asks() != null) {
                names.addAll(cell.column().asks().names());
            }
            names.addAll(cell.feel().names());
        }
        return names.stream()
                .map(table.facts()::get)
                .filter(java.util.Objects::nonNull)
                .map((Term fact) -> fact.name() + ": " + fact.kind().example)
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
