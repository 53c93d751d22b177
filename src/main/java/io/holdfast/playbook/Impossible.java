package io.holdfast.playbook;

import camundajar.impl.scala.Product;
import io.holdfast.playbook.TableShape.Cell;
import io.holdfast.playbook.TableShape.Line;
import io.holdfast.playbook.Vocabulary.Count;
import io.holdfast.playbook.Vocabulary.Term;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.OpenConstRangeBoundary;
import org.camunda.feel.syntaxtree.UnaryTestExpression;
import org.jspecify.annotations.Nullable;

/** Cells that nothing ever fits, and rules whose cells rule each other out. */
final class Impossible {

    private final List<Axis> axes;
    private final TableLogic.Voice voice;

    Impossible(List<Axis> axes, TableLogic.Voice voice) {
        this.axes = axes;
        this.voice = voice;
    }

    /** Whether the rule can never fire, which is told then. */
    boolean told(Line line) {
        boolean told = false;
        for (Cell cell : line.cells()) {
            told |= cell.exact() != null && cell(line, cell, cell.exact());
        }
        return told || (line.box().isEmpty() && eachOther(line));
    }

    private boolean cell(Line line, Cell cell, ExactCell exact) {
        Axis axis = axes.get(cell.column().axis());
        String place = line.place() + ", input '" + cell.column().name() + "'";
        for (Object test : exact.tests()) {
            if (axis.where(test).isEmpty()) {
                boolean alone = cell.feel().tree() == test;
                String said = alone ? null : said(test);
                voice.fault(
                        place,
                        alone
                                ? "'" + cell.text() + "' fits nothing, so that the rule can never fire."
                                : "'" + (said == null ? cell.text() : said) + "' in it fits nothing.",
                        remedy(axis.fact(), test));
                return true;
            }
        }
        if (axis.where(exact.tree()).isEmpty()) {
            voice.fault(
                    place,
                    "'" + cell.text() + "' fits nothing, so that the rule can never fire.",
                    axis.fact().kind() == FactKind.YES_NO
                            ? "FEEL takes true and false in not(…) and in lists for tests of their own; write the one value."
                            : "It refuses all that '" + axis.fact().name() + "' can be; write what it should fit.");
            return true;
        }
        return false;
    }

    // One fact in several columns: each cell alone fits something.
    private boolean eachOther(Line line) {
        for (Cell one : line.cells()) {
            for (Cell other : line.cells()) {
                if (one != other
                        && one.exact() != null
                        && other.exact() != null
                        && one.column().axis() == other.column().axis()) {
                    Axis axis = axes.get(one.column().axis());
                    BitSet both = axis.where(one.exact().tree());
                    both.and(axis.where(other.exact().tree()));
                    if (both.isEmpty()) {
                        voice.fault(
                                line.place(),
                                "Its cells contradict each other: '"
                                        + axis.fact().name() + "' can't be '" + one.text() + "' and '" + other.text()
                                        + "' at once, so that the rule can never fire.",
                                "Change one of them.");
                        return true;
                    }
                }
            }
        }
        voice.fault(
                line.place(),
                "Its cells contradict each other, so that the rule can never fire.",
                "Change one of those that ask the same fact.");
        return true;
    }

    private static String remedy(Term fact, Object test) {
        if (test instanceof InputInRange in && backwards(in)) {
            return "Write the smaller value first: [" + constant(part(in.range().end())) + ".."
                    + constant(part(in.range().start())) + "].";
        }
        Count count = fact.count();
        if (count != null && test(test) != ConstNull$.MODULE$) {
            return "'" + fact.name() + "' is a whole number from " + count.least()
                    + (count.most() == Long.MAX_VALUE ? " on." : " to " + count.most() + ".");
        }
        if (test(test) == ConstNull$.MODULE$) {
            return "'" + fact.name() + "' is always known here.";
        }
        if (fact.kind() == FactKind.DURATION && !(test instanceof InputInRange)) {
            return "'" + fact.name() + "' is a length of time, and never less than none.";
        }
        return test instanceof InputInRange
                ? "A range needs something between its ends."
                : "Write '-' where it does not matter.";
    }

    private static boolean backwards(InputInRange in) {
        Object from = Feel.value(part(in.range().start()), Map.of());
        Object to = Feel.value(part(in.range().end()), Map.of());
        if (from instanceof Number a && to instanceof Number b) {
            return a.doubleValue() > b.doubleValue();
        }
        return from instanceof java.time.Duration a && to instanceof java.time.Duration b && a.compareTo(b) > 0;
    }

    private static Object test(Object node) {
        return node instanceof UnaryTestExpression || node instanceof InputEqualTo ? part(node) : node;
    }

    /** A simple test as it would be written; null for others. */
    private static @Nullable String said(Object test) {
        if (test instanceof InputInRange in) {
            return (in.range().start() instanceof OpenConstRangeBoundary ? "(" : "[")
                    + constant(part(in.range().start())) + ".."
                    + constant(part(in.range().end()))
                    + (in.range().end() instanceof OpenConstRangeBoundary ? ")" : "]");
        }
        String constant = test instanceof Product one && one.productArity() == 1 ? constant(part(one)) : null;
        if (constant == null) {
            return null;
        }
        if (test instanceof InputLessThan) {
            return "< " + constant;
        }
        if (test instanceof InputLessOrEqual) {
            return "<= " + constant;
        }
        if (test instanceof InputGreaterThan) {
            return "> " + constant;
        }
        return test instanceof InputGreaterOrEqual ? ">= " + constant : constant;
    }

    private static String constant(Object node) {
        Object value = Feel.value(node, Map.of());
        return value == null ? "null" : FeelText.of(value);
    }

    private static Object part(Object node) {
        return ((Product) node).productElement(0);
    }
}
