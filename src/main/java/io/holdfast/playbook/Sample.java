package io.holdfast.playbook;

import io.holdfast.playbook.Vocabulary.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.syntaxtree.ConstContext;
import org.jspecify.annotations.Nullable;

/**
 * Facts for which a rule must fire, at the end of its description, where every modeler shows and keeps them: {@code Sample: {kinds:
 * ["alert"], reports: 2}}. Facts that it does not name are not known.
 */
final class Sample {

    private static final Pattern AT_THE_END = Pattern.compile("(?s)^(.*?)\\s*\\bSample:\\s*(.*?)\\s*$");

    private Sample() {}

    /** The sample of a description; null where it has none. */
    static @Nullable String in(@Nullable String description) {
        Matcher found = description == null ? null : AT_THE_END.matcher(description);
        return found != null && found.matches() ? found.group(2) : null;
    }

    /** The description without its sample. */
    static String before(@Nullable String description) {
        Matcher found = description == null ? null : AT_THE_END.matcher(description);
        if (found != null && found.matches()) {
            return found.group(1).strip();
        }
        return description == null ? "" : description.strip();
    }

    /**
     * The facts of a sample, with null for those that it does not name.
     *
     * @param wrong is told, as two sentences, what is wrong with it, and null comes back
     */
    static @Nullable Map<String, @Nullable Object> facts(
            String sample, Map<String, Term> facts, Consumer<List<String>> wrong) {
        Feel feel = Feel.expression(sample, where -> {});
        if (feel == null || !(feel.tree() instanceof ConstContext context)) {
            wrong.accept(List.of(
                    "Its sample is no list of facts in FEEL.",
                    "Write it as in Sample: {kinds: [\"alert\"], reports: 2}."));
            return null;
        }
        Map<String, @Nullable Object> known = new HashMap<>();
        facts.keySet().forEach(name -> known.put(name, null));
        for (Object entry : Feel.each(context.entries())) {
            camundajar.impl.scala.Product pair = (camundajar.impl.scala.Product) entry;
            String name = String.valueOf(pair.productElement(0)).strip();
            Term fact = facts.get(name);
            if (fact == null) {
                wrong.accept(List.of(
                        "Its sample names '" + name + "', which is no fact of this table.",
                        Suggestion.of(name, facts.keySet(), "Name only facts of this table.")));
                return null;
            }
            Object value = Feel.value(pair.productElement(1), Map.of());
            if (value != null && !can(fact, value)) {
                wrong.accept(List.of(
                        "In its sample, '" + name + "' can't be " + FeelText.of(value) + ".",
                        "It is " + fact.kind().inWords + ", such as " + fact.kind().example
                                + (fact.words() == null ? "." : "; of: " + String.join(", ", sorted(fact)) + ".")));
                return null;
            }
            known.put(name, value);
        }
        return known;
    }

    private static List<String> sorted(Term fact) {
        return fact.words() == null ? List.of() : fact.words().stream().sorted().toList();
    }

    private static boolean can(Term fact, Object value) {
        if (Comparisons.kindOf(value) != fact.kind()) {
            return false;
        }
        List<?> all = value instanceof List<?> list ? list : List.of(value);
        boolean text = fact.kind() == FactKind.TEXT || fact.kind() == FactKind.TEXTS;
        return !text
                || all.stream()
                        .allMatch(each -> each instanceof String word
                                && (fact.words() == null || fact.words().contains(word)));
    }
}
