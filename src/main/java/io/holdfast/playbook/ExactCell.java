package io.holdfast.playbook;

import camundajar.impl.scala.Product;
import io.holdfast.playbook.Vocabulary.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstDayTimeDuration;
import org.camunda.feel.syntaxtree.ConstInputValue$;
import org.camunda.feel.syntaxtree.ConstList;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.GreaterOrEqual;
import org.camunda.feel.syntaxtree.GreaterThan;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.LessOrEqual;
import org.camunda.feel.syntaxtree.LessThan;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.UnaryTestExpression;
import org.jspecify.annotations.Nullable;

/**
 * A cell that compares its fact with constants and does nothing else: one value, several, ranges, comparisons, {@code not(…)} of
 * these. Of such a cell all can be said by asking it for one value of each piece of its fact; what it says is FEEL's own answer, so
 * that its oddities ({@code not(true)} never holds, {@code not(< 5)} does not hold for null) come along.
 */
final class ExactCell {

    private final Term fact;
    private final Object tree;
    private final List<Object> constants = new ArrayList<>();

    private ExactCell(Term fact, Object tree) {
        this.fact = fact;
        this.tree = tree;
    }

    /** The cell; null where it is of another kind. */
    static @Nullable ExactCell of(Term fact, Feel cell) {
        if (fact.kind() == FactKind.TEXTS) {
            return null;
        }
        ExactCell exact = new ExactCell(fact, cell.tree());
        return exact.test(cell.tree()) ? exact : null;
    }

    /** What the fact is compared with. */
    List<Object> constants() {
        return constants;
    }

    /** The cell as FEEL reads it. */
    Object tree() {
        return tree;
    }

    /** The tests in it, each as a tree of its own, those within {@code not(…)}, too. */
    List<Object> tests() {
        Object inner = tree instanceof Not not ? not.x() : tree;
        return inner instanceof AtLeastOne several ? Feel.each(several.xs()) : List.of(inner);
    }

    private boolean test(Object node) {
        if (node instanceof AtLeastOne several) {
            return Feel.each(several.xs()).stream().allMatch(this::test);
        }
        if (node instanceof Not not) {
            return test(not.x());
        }
        if (node instanceof Conjunction || node instanceof Disjunction) {
            return test(part(node, 0)) && test(part(node, 1));
        }
        if (node instanceof UnaryTestExpression one) {
            return constant(one.exp()) || test(one.exp());
        }
        if (node instanceof InputEqualTo) {
            return constant(part(node, 0));
        }
        if (node instanceof Equal) {
            return part(node, 0) == ConstInputValue$.MODULE$ && constant(part(node, 1));
        }
        if (node instanceof InputLessThan
                || node instanceof InputLessOrEqual
                || node instanceof InputGreaterThan
                || node instanceof InputGreaterOrEqual) {
            return end(part(node, 0));
        }
        if (node instanceof LessThan
                || node instanceof LessOrEqual
                || node instanceof GreaterThan
                || node instanceof GreaterOrEqual) {
            return part(node, 0) == ConstInputValue$.MODULE$ && end(part(node, 1));
        }
        if (node instanceof InputInRange in) {
            return end(part(in.range().start(), 0)) && end(part(in.range().end(), 0));
        }
        return false;
    }

    // Open texts have no order here: between two of them lies what no cell names.
    private boolean end(Object node) {
        return (fact.kind() != FactKind.TEXT || fact.words() != null) && constant(node);
    }

    private boolean constant(Object node) {
        if (node instanceof ConstList list) {
            return Feel.each(list.items()).stream().allMatch(this::constant);
        }
        if (node == ConstNull$.MODULE$) {
            return true;
        }
        boolean literal = node instanceof ConstString
                || node instanceof ConstNumber
                || node instanceof ConstBool
                || node instanceof ConstDayTimeDuration
                || (node instanceof ArithmeticNegation minus && minus.x() instanceof ConstNumber);
        Object value = literal ? Feel.value(node, Map.of()) : null;
        if (value == null) {
            return false;
        }
        constants.add(value);
        return true;
    }

    private static Object part(Object node, int index) {
        return ((Product) node).productElement(index);
    }
}
