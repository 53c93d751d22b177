package io.holdfast.playbook;

import io.holdfast.playbook.TableShape.Line;
import java.util.ArrayList;
import java.util.List;

/** Under FIRST: rules that are never asked, since those above them take all that they fit. */
final class Shadows {

    private final TableLogic.Voice voice;

    Shadows(TableLogic.Voice voice) {
        this.voice = voice;
    }

    /**
     * @param lines those that can fire at all, in the table's order
     */
    void tell(List<Line> lines) {
        List<Line> above = new ArrayList<>();
        for (Line line : lines) {
            if (above.stream().anyMatch(Line::fitsAll)) {
                return; // told of the rule that fits everything
            }
            // A last rule that fits everything is the net under the others, whether they need one or not.
            boolean net = line.fitsAll() && line == lines.get(lines.size() - 1);
            if (!line.faulty() && !net) {
                // A cell that can't be analysed only narrows the rule: what its box fits is all that it can fit.
                shadowed(line, above);
            }
            if (line.exact()) {
                above.add(line);
            }
        }
    }

    private void shadowed(Line line, List<Line> above) {
        List<Line> takers = new ArrayList<>(
                above.stream().filter(other -> other.box().meets(line.box())).toList());
        if (takers.isEmpty()) {
            return;
        }
        List<Box> left = Cover.left(line.box(), boxes(takers));
        if (left == null) {
            voice.note(
                    line.place(),
                    "Whether the rules above it leave it anything is not analysed: there are too many cases.");
            return;
        }
        if (!left.isEmpty()) {
            return;
        }
        for (Line taker : List.copyOf(takers)) {
            List<Line> fewer = new ArrayList<>(takers);
            fewer.remove(taker);
            List<Box> without = Cover.left(line.box(), boxes(fewer));
            if (without != null && without.isEmpty()) {
                takers.remove(taker);
            }
        }
        List<String> names = takers.stream().map(Line::name).toList();
        boolean one = names.size() == 1;
        voice.fault(
                line.place(),
                "It can never fire: " + TableLogic.and(names) + " above it " + (one ? "fits" : "together fit")
                        + " all that it fits.",
                "Move it above " + (one ? names.get(0) : "them") + ", narrow " + (one ? names.get(0) : "them")
                        + ", or remove it.");
    }

    private static List<Box> boxes(List<Line> lines) {
        return lines.stream().map(Line::box).toList();
    }
}
