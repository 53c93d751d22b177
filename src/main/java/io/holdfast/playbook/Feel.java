package io.holdfast.playbook;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.util.Either;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;

/** One cell of a table as the FEEL engine reads it. The engine itself checks nothing before it evaluates. */
final class Feel {

    private static final Pattern WHERE = Pattern.compile(":1:(\\d+), found ");
    private static final FeelEngine ENGINE = new FeelEngine.Builder().build();
    private static final String INPUT = "cellInput";
    private static final For EACH = (For) ENGINE.parseExpression("for " + INPUT + " in values return true")
            .right()
            .get()
            .expression();

    private final ParsedExpression parsed;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();

    private Feel(ParsedExpression parsed) {
        this.parsed = parsed;
        walk(parsed.expression(), this::look);
    }

    /** Reads an output or an input's expression; what is wrong goes to {@code wrong}, and null comes back. */
    static @Nullable Feel expression(String text, Consumer<String> wrong) {
        return of(ENGINE.parseExpression(text), wrong);
    }

    /** Reads an input's cell. */
    static @Nullable Feel unaryTests(String text, Consumer<String> wrong) {
        return of(ENGINE.parseUnaryTests(text), wrong);
    }

    private static @Nullable Feel of(Either<FeelEngine.Failure, ParsedExpression> read, Consumer<String> wrong) {
        if (read.isRight()) {
            return new Feel(read.right().get());
        }
        String message = read.left().get().message();
        Matcher at = WHERE.matcher(message);
        wrong.accept(at.find() ? ": it stops making sense at character " + at.group(1) : "");
        return null;
    }

    Object tree() {
        return parsed.expression();
    }

    /** The facts that it asks. */
    Set<String> names() {
        Set<String> free = new LinkedHashSet<>(names);
        free.removeAll(bound);
        return free;
    }

    /** All names in it, those that it binds itself among them. */
    Set<String> mentioned() {
        return names;
    }

    Set<String> functions() {
        return functions;
    }

    /** Whether it is one name and nothing else. */
    boolean isName() {
        return parsed.expression() instanceof Ref ref && ref.names().size() == 1;
    }

    /** Its value, where it asks no fact. */
    @Nullable
    Object constant() {
        Either<FeelEngine.Failure, Object> value = ENGINE.eval(parsed, Map.<String, Object>of());
        return value.isRight() ? FeelValues.plain(value.right().get()) : null;
    }

    /**
     * Whether an input's cell, or a part of one, holds for this value.
     *
     * @param facts what it may name beside
     */
    static boolean holds(Object test, @Nullable Object value, Map<String, ? extends @Nullable Object> facts) {
        Map<String, @Nullable Object> known = new HashMap<>(facts);
        known.put(INPUT, value);
        return Boolean.TRUE.equals(value(test, known));
    }

    /**
     * The same for many values at once, of a cell that names no facts: asking the engine costs more than its answer.
     *
     * @return a bit for each value
     */
    static BitSet holds(Object test, List<? extends @Nullable Object> values) {
        Object all = value(new For(EACH.iterators(), exp(test)), Map.of("values", values));
        BitSet held = new BitSet(values.size());
        if (all instanceof List<?> answers) {
            for (int i = 0; i < answers.size(); i++) {
                held.set(i, Boolean.TRUE.equals(answers.get(i)));
            }
        }
        return held;
    }

    /** What an expression, or a part of one, gives for these facts; null where it gives nothing. */
    static @Nullable Object value(Object expression, Map<String, ? extends @Nullable Object> facts) {
        Map<String, @Nullable Object> in = FeelValues.facts(facts);
        Either<FeelEngine.Failure, Object> value = ENGINE.eval(new ParsedExpression(exp(expression), ""), in);
        return value.isRight() ? FeelValues.plain(value.right().get()) : null;
    }

    private static Exp exp(Object node) {
        if (node instanceof Exp exp) {
            return exp;
        }
        throw new IllegalArgumentException("Not a part of an expression: " + node);
    }

    /** The parts of a list in a tree, in their order. */
    static List<Object> each(Object list) {
        List<Object> all = new ArrayList<>();
        if (list instanceof camundajar.impl.scala.collection.Iterable<?> items) {
            var each = items.iterator();
            while (each.hasNext()) {
                all.add(each.next());
            }
        }
        return all;
    }

    private void look(Object node) {
        if (node instanceof Ref ref) {
            names.add(ref.names().head());
        } else if (node instanceof FunctionInvocation call) {
            functions.add(call.function());
        } else if (node instanceof QualifiedFunctionInvocation call) {
            functions.add(call.function());
        } else if (node instanceof For
                || node instanceof SomeItem
                || node instanceof EveryItem
                || node instanceof ConstContext) {
            pairs(((Product) node).productElement(0)).forEach(bound::add);
        } else if (node instanceof FunctionDefinition definition) {
            var names = definition.parameters().iterator();
            while (names.hasNext()) {
                bound.add(names.next());
            }
        }
        bound.add("item");
        bound.add("partial");
    }

    private static List<String> pairs(Object list) {
        List<String> names = new ArrayList<>();
        if (list instanceof camundajar.impl.scala.collection.Iterable<?> items) {
            var each = items.iterator();
            while (each.hasNext()) {
                if (each.next() instanceof Product pair && pair.productElement(0) instanceof String name) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Shows every node of the tree to {@code visitor}, the outer ones first. */
    static void walk(@Nullable Object node, Consumer<Object> visitor) {
        if (node instanceof camundajar.impl.scala.collection.Iterable<?> items) {
            var each = items.iterator();
            while (each.hasNext()) {
                walk(each.next(), visitor);
            }
        } else if (node instanceof Product product) {
            visitor.accept(product);
            for (int i = 0; i < product.productArity(); i++) {
                walk(product.productElement(i), visitor);
            }
        }
    }
}
