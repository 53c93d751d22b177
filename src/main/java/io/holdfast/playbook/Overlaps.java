package io.holdfast.playbook;

import io.holdfast.playbook.TableShape.Cell;
import io.holdfast.playbook.TableShape.Line;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two rules for the same facts, where the hit policy does not allow it. */
final class Overlaps {

    private final List<Axis> axes;
    private final List<Line> lines;
    private final TableLogic.Voice voice;

    /**
     * @param lines those that can fire at all and of which no fault was told
     */
    Overlaps(List<Axis> axes, List<Line> lines, TableLogic.Voice voice) {
        this.axes = axes;
        this.lines = lines;
        this.voice = voice;
    }

    private interface Pair {
        void see(Line above, Line line);
    }

    private void pairs(Pair pair) {
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                pair.see(lines.get(j), lines.get(i));
            }
        }
    }

    /** UNIQUE: for no facts may two rules fire. */
    void unique() {
        List<Line[]> unknown = new ArrayList<>();
        pairs((above, line) -> {
            if (!above.box().meets(line.box())) {
                return;
            }
            if (above.exact() && line.exact()) {
                Box both = above.box().and(line.box());
                voice.fault(
                        line.place(),
                        "It and " + above.name() + " both fit " + both.example()
                                + ", and under UNIQUE only one rule may.",
                        border(above.box(), line.box(), both));
            } else {
                unknown.add(new Line[] {above, line});
            }
        });
        notKnown(unknown, "under UNIQUE the table fails where they do");
    }

    /** ANY: rules that fire for the same facts say the same. */
    void any() {
        List<Line[]> unknown = new ArrayList<>();
        pairs((above, line) -> {
            if (!above.box().meets(line.box())) {
                return;
            }
            Difference difference = difference(above, line, Set.of(), true);
            if (same(above, line) && difference == null) {
                duplicate(above, line);
            } else if (difference != null && difference.sure() && above.exact() && line.exact()) {
                voice.fault(
                        line.place(),
                        "It and " + above.name() + " both fit "
                                + above.box().and(line.box()).example() + ", but " + difference.says()
                                + "; under ANY they must agree.",
                        "Let them say the same, or narrow one of them.");
            } else if (difference != null) {
                unknown.add(new Line[] {above, line});
            }
        });
        notKnown(unknown, "under ANY the table fails where they do and say different things");
    }

    /** RULE ORDER and COLLECT: several may fire, but two for the very same facts must add something to each other. */
    void several(boolean summed) {
        pairs((above, line) -> {
            if (!same(above, line)) {
                return;
            }
            Difference difference = difference(above, line, Vocabulary.REASONS, false);
            if (difference == null) {
                duplicate(above, line);
            } else if (difference.sure() && !summed) {
                voice.fault(
                        line.place(),
                        "It fits just the same facts as " + above.name() + ", but " + difference.says()
                                + ", and only one answer is followed.",
                        "Keep one of them, or narrow one.");
            }
        });
    }

    private void duplicate(Line above, Line line) {
        voice.fault(
                line.place(),
                "It says the same as " + above.name() + " for just the same facts.",
                "Remove one of them.");
    }

    private void notKnown(List<Line[]> pairs, String what) {
        for (Line line : lines) {
            List<String> others = pairs.stream()
                    .filter(pair -> pair[1] == line)
                    .map(pair -> pair[0].name())
                    .toList();
            if (!others.isEmpty()) {
                voice.note(
                        line.place(),
                        "Whether it and " + TableLogic.or(others) + " can fit the same facts is not analysed; " + what
                                + ".");
            }
        }
    }

    // Cells that can't be analysed fit the same where they are written the same.
    private static boolean same(Line a, Line b) {
        return a.box().same(b.box()) && written(a).equals(written(b));
    }

    private static List<String> written(Line line) {
        return line.odd().stream().map(Overlaps::written).sorted().toList();
    }

    private static String written(Cell cell) {
        return cell.column().name() + ": " + cell.feel().tree();
    }

    /**
     * @param sure whether both are constants, so that they differ whatever the facts are
     */
    private record Difference(String says, boolean sure) {}

    /**
     * @param apart outputs that may differ
     * @param empties whether an empty output differs from one that says something
     */
    private static @Nullable Difference difference(Line above, Line line, Set<String> apart, boolean empties) {
        Difference unsure = null;
        for (String output : line.outputs().keySet()) {
            String one = line.outputs().getOrDefault(output, "");
            String other = above.outputs().getOrDefault(output, "");
            if (apart.contains(output) || one.equals(other)) {
                continue;
            }
            Object here = constant(one);
            Object there = constant(other);
            boolean sure =
                    (here != null || (empties && one.isEmpty())) && (there != null || (empties && other.isEmpty()));
            if (sure && Objects.equals(here, there)) {
                continue;
            }
            Difference found =
                    new Difference("'" + output + "' is " + said(one) + " here and " + said(other) + " there", sure);
            if (sure) {
                return found;
            }
            unsure = unsure == null ? found : unsure;
        }
        return unsure;
    }

    private static String said(String output) {
        return output.isEmpty() ? "empty" : output;
    }

    private static @Nullable Object constant(String output) {
        Feel feel = output.isEmpty() ? null : Feel.expression(output, wrong -> {});
        return feel == null || !feel.names().isEmpty() ? null : feel.constant();
    }

    private String border(Box above, Box line, Box both) {
        for (int i = 0; i < axes.size(); i++) {
            BitSet shared = both.of(i);
            FactKind kind = axes.get(i).fact().kind();
            boolean ordered = kind == FactKind.NUMBER || kind == FactKind.DURATION;
            boolean wide = above.of(i).cardinality() > 1 && line.of(i).cardinality() > 1;
            Object value = axes.get(i).piece(shared.nextSetBit(0)).value();
            if (ordered && wide && shared.cardinality() == 1 && value != null) {
                return "Both hold the border " + Axis.said(value)
                        + ": leave it out of one of them, with a round bracket, or '<' in place of '<='.";
            }
        }
        return "Narrow one of them.";
    }
}
