package io.holdfast.playbook;

import io.holdfast.playbook.TableShape.Line;
import java.util.List;

/** In a table that must answer: facts for which no rule does. */
final class Gaps {

    private static final int TOLD = 3;

    private final TableLogic.Voice voice;

    Gaps(TableLogic.Voice voice) {
        this.voice = voice;
    }

    /**
     * @param lines those that can fire at all
     * @param faulty whether a fault was told of some rule: what it fits is not known
     */
    void tell(List<Axis> axes, List<Line> lines, boolean faulty) {
        if (faulty) {
            return;
        }
        List<Box> left = Cover.left(
                Box.everything(axes),
                lines.stream().filter(Line::exact).map(Line::box).toList());
        if (left == null) {
            voice.note(null, "Whether some facts get no answer is not analysed: there are too many cases.");
            return;
        }
        if (left.isEmpty()) {
            return;
        }
        List<Line> odd = lines.stream().filter(line -> !line.exact()).toList();
        List<Box> sure = Cover.left(left, odd.stream().map(Line::box).toList());
        if (sure == null || sure.isEmpty()) {
            voice.note(
                    null,
                    "Whether " + left.get(0).example() + " gets an answer is not analysed: it hangs on "
                            + TableLogic.and(odd.stream().map(Line::name).toList()) + ".");
            return;
        }
        String examples = String.join(
                "; nor for ", sure.stream().limit(TOLD).map(Box::example).toList());
        voice.fault(
                null,
                "No rule answers for " + examples + (sure.size() > TOLD ? "; and there are more." : "."),
                "An answer is needed: add a rule for it, or one at the end that fits everything ('-' in every cell).");
    }
}
