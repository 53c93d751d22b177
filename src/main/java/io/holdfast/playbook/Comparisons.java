package io.holdfast.playbook;

import camundajar.impl.scala.Product;
import io.holdfast.playbook.Vocabulary.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.syntaxtree.*;
import org.jspecify.annotations.Nullable;

/**
 * What an input's cell compares its fact with: FEEL finds a text unequal to a number, and a list to a text, without a word, and a
 * misspelt id unequal to everything.
 */
final class Comparisons {

    /** A constant that is held against a fact; {@code element} where against the items of a list. */
    record Comparison(Term term, Object constant, boolean element) {}

    private final Map<String, Term> facts;
    private final @Nullable Term column;
    private final Map<String, Term> items = new HashMap<>();
    private final List<Comparison> found = new ArrayList<>();

    private Comparisons(@Nullable Term column, Map<String, Term> facts) {
        this.column = column;
        this.facts = facts;
    }

    /**
     * @param column the fact of the cell's column; null where the column asks an expression
     */
    static List<Comparison> of(Feel cell, @Nullable Term column, Map<String, Term> facts) {
        Comparisons all = new Comparisons(column, facts);
        all.walk(cell.tree());
        return all.found;
    }

    private void walk(@Nullable Object node) {
        if (node instanceof camundajar.impl.scala.collection.Iterable<?> list) {
            each(list).forEach(this::walk);
        } else if (node instanceof UnaryTestExpression test && direct(test.exp())) {
            against(column, test.exp(), false);
        } else if (node instanceof InputEqualTo
                || node instanceof InputLessThan
                || node instanceof InputLessOrEqual
                || node instanceof InputGreaterThan
                || node instanceof InputGreaterOrEqual) {
            against(column, ((Product) node).productElement(0), false);
        } else if (node instanceof InputInRange range) {
            against(column, ((Product) range.range().start()).productElement(0), false);
            against(column, ((Product) range.range().end()).productElement(0), false);
        } else if (node instanceof Equal
                || node instanceof LessThan
                || node instanceof LessOrEqual
                || node instanceof GreaterThan
                || node instanceof GreaterOrEqual) {
            sides((Product) node);
        } else if (node instanceof SomeItem || node instanceof EveryItem) {
            iterators((Product) node);
        } else if (node instanceof FunctionInvocation call) {
            call(call);
        } else if (node instanceof Product product) {
            for (int i = 0; i < product.productArity(); i++) {
                walk(product.productElement(i));
            }
        }
    }

    static boolean direct(Object exp) {
        return exp instanceof ConstString
                || exp instanceof ConstNumber
                || exp instanceof ConstBool
                || exp instanceof ConstDayTimeDuration
                || exp instanceof ConstList
                || exp instanceof ConstDate
                || exp instanceof ConstYearMonthDuration;
    }

    private void sides(Product comparison) {
        Object left = comparison.productElement(0);
        Object right = comparison.productElement(1);
        if (direct(right)) {
            side(left, right);
        } else if (direct(left)) {
            side(right, left);
        } else {
            walk(left);
            walk(right);
        }
    }

    private void side(Object asked, Object constant) {
        if (asked == ConstInputValue$.MODULE$) {
            against(column, constant, false);
        } else if (asked instanceof Ref ref && ref.names().size() == 1) {
            String name = ref.names().head();
            Term item = items.get(name);
            against(item == null ? facts.get(name) : item, constant, item != null);
        } else {
            walk(asked);
        }
    }

    private void iterators(Product quantified) {
        for (Object iterator : each((camundajar.impl.scala.collection.Iterable<?>) quantified.productElement(0))) {
            Product pair = (Product) iterator;
            Term list = listOf(pair.productElement(1));
            if (list != null) {
                items.put(String.valueOf(pair.productElement(0)), list);
            }
        }
        walk(quantified.productElement(1));
    }

    private @Nullable Term listOf(Object exp) {
        if (exp == ConstInputValue$.MODULE$) {
            return column;
        }
        return exp instanceof Ref ref && ref.names().size() == 1
                ? facts.get(ref.names().head())
                : null;
    }

    // 'list contains' speaks of whole values; of other functions' arguments nothing is known.
    private void call(FunctionInvocation call) {
        if (call.function().equals("list contains") && call.params() instanceof PositionalFunctionParameters given) {
            List<Object> arguments = each(given.params());
            if (arguments.size() == 2 && direct(arguments.get(1))) {
                against(listOf(arguments.get(0)), arguments.get(1), true);
            }
        }
    }

    private void against(@Nullable Term term, Object constant, boolean element) {
        if (term == null) {
            return;
        }
        if (constant instanceof ConstList list) {
            each(list.items()).forEach(item -> against(term, item, element));
        } else if (constant instanceof UnaryTestExpression test) {
            against(term, test.exp(), element);
        } else if (direct(constant)) {
            found.add(new Comparison(term, value(constant), element));
        }
    }

    private static Object value(Object constant) {
        Object value = FeelValues.plain(((Product) constant).productElement(0));
        return value == null ? "" : value;
    }

    /** What kind of value it is; null where it is none that tables know. */
    static @Nullable FactKind kindOf(Object value) {
        if (value instanceof String) {
            return FactKind.TEXT;
        }
        if (value instanceof Number) {
            return FactKind.NUMBER;
        }
        if (value instanceof Boolean) {
            return FactKind.YES_NO;
        }
        if (value instanceof java.time.Duration) {
            return FactKind.DURATION;
        }
        return value instanceof List ? FactKind.TEXTS : null;
    }

    private static List<Object> each(camundajar.impl.scala.collection.Iterable<?> items) {
        List<Object> all = new ArrayList<>();
        var iterator = items.iterator();
        while (iterator.hasNext()) {
            all.add(iterator.next());
        }
        return all;
    }
}
