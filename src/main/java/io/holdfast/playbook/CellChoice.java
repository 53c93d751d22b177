package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.UnaryTestExpression;
import org.jspecify.annotations.Nullable;

/**
 * An input's cell as a form shows it: what is chosen in it, or its FEEL where it is more than a choice.
 *
 * @param way how it is to be shown
 * @param values what is chosen, as {@link FeelText#literal} takes it; empty for {@link Way#ANY} and {@link Way#WRITTEN}
 * @param feel the cell as it stands
 */
public record CellChoice(Way way, List<String> values, String feel) {

    /** How a cell chooses. */
    public enum Way {
        ANY,
        ONE_OF,
        NONE_OF,
        WRITTEN
    }

    /** Reads a cell. */
    public static CellChoice of(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return new CellChoice(Way.ANY, List.of(), text);
        }
        Feel feel = Feel.unaryTests(text, wrong -> {});
        Object tree = feel == null ? null : feel.tree();
        boolean none = tree instanceof Not;
        List<String> values = values(tree instanceof Not not ? not.x() : tree);
        if (values == null) {
            return new CellChoice(Way.WRITTEN, List.of(), text);
        }
        return new CellChoice(none ? Way.NONE_OF : Way.ONE_OF, values, text);
    }

    private static @Nullable List<String> values(@Nullable Object tree) {
        List<Object> tests =
                tree instanceof AtLeastOne several ? Feel.each(several.xs()) : tree == null ? List.of() : List.of(tree);
        List<String> values = new ArrayList<>();
        for (Object test : tests) {
            Object one = test instanceof UnaryTestExpression unary
                    ? unary.exp()
                    : test instanceof InputEqualTo equal ? equal.x() : null;
            Object value = one == null || one == ConstNull$.MODULE$ || !Comparisons.direct(one)
                    ? null
                    : Feel.value(one, Map.of());
            if (value == null || value instanceof List) {
                return null;
            }
            values.add(value instanceof String text ? text : Axis.said(value));
        }
        return values.isEmpty() ? null : values;
    }
}
