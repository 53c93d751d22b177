package io.holdfast.playbook;

import io.holdfast.playbook.Comparisons.Comparison;
import io.holdfast.playbook.Vocabulary.Term;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What stands in one cell of a decision table, held against the documented facts and answers. */
final class CellCheck {

    private static final Set<String> CLOCKS = Set.of("now", "today");
    private static final Set<String> CHANCE = Set.of("random number", "uuid");

    private final String path;
    private final Vocabulary.Table table;
    private final Vocabulary words;
    private final List<Fault> faults;

    CellCheck(String path, Vocabulary.Table table, Vocabulary words, List<Fault> faults) {
        this.path = path;
        this.table = table;
        this.words = words;
        this.faults = faults;
    }

    /**
     * A cell under an input.
     *
     * @param fact the column's fact; null where it asks an expression
     * @param compared to which what each fact is compared with is added
     */
    void input(String text, @Nullable Term fact, String place, Map<String, Set<String>> compared) {
        Feel feel = Feel.unaryTests(
                text,
                wrong -> say(
                        place,
                        "'" + text + "' is no FEEL" + wrong + ".",
                        FeelRemedy.of(text, "Quote texts (\"bad\"), and write '-' where it does not matter.")));
        if (feel == null) {
            return;
        }
        names(feel, place);
        for (Comparison comparison : Comparisons.of(feel, fact, table.facts())) {
            compare(comparison, place);
            if (feel.tree() instanceof org.camunda.feel.syntaxtree.Not) {
                continue;
            }
            compared.computeIfAbsent(comparison.term().name(), n -> new LinkedHashSet<>())
                    .add(String.valueOf(comparison.constant()));
        }
    }

    private void compare(Comparison comparison, String place) {
        Term term = comparison.term();
        FactKind asked = Comparisons.kindOf(comparison.constant());
        FactKind fitting = term.kind() == FactKind.TEXTS ? FactKind.TEXT : term.kind();
        String constant = comparison.constant() instanceof String text
                ? "\"" + text + "\""
                : String.valueOf(comparison.constant());
        if (term.kind() == FactKind.TEXTS && !comparison.element()) {
            say(
                    place,
                    "'" + term.name() + "' is a list and never equals " + constant + ".",
                    "Write list contains(?, " + constant + ").");
        } else if (asked != fitting) {
            say(
                    place,
                    "'" + term.name() + "' is " + term.kind().inWords + " and never equals " + constant + ".",
                    "Compare it with " + term.kind().inWords + ", such as " + fitting.example + ".");
        } else if (term.words() != null && comparison.constant() instanceof String word && !word.isEmpty()) {
            word(word, term, place, "'" + term.name() + "' is never " + constant + ".");
        } else if (term.words() == null && comparison.constant() instanceof String word && !word.isEmpty()) {
            Set<String> named = words.named(term.name(), table.name());
            if (!named.isEmpty() && !named.contains(word) && !words.partly()) {
                boolean many = named.size() > 60;
                say(
                        place,
                        "'" + term.name() + "' is never " + constant + ".",
                        Suggestion.of(
                                word,
                                many ? Set.of() : named,
                                many
                                        ? "Write a country's two letters, such as \"ES\"."
                                        : "Write one of: " + known(named) + "."));
            }
        }
    }

    /**
     * A cell under an output.
     *
     * @return what it gives; null where that shows only when it is asked, and where it gives nothing
     */
    @Nullable
    Object output(String text, Term term, String place, Map<String, Set<String>> compared) {
        if (text.isEmpty() || text.equals("-")) {
            if (term.required()) {
                say(place, "It is empty.", "Give " + term.kind().inWords + ", such as " + term.kind().example + ".");
            }
            return null;
        }
        Feel feel = Feel.expression(
                text,
                wrong -> say(
                        place,
                        "'" + text + "' is no FEEL" + wrong + ".",
                        FeelRemedy.of(text, "Quote texts: \"" + text.replace("\"", "") + "\".")));
        if (feel == null) {
            return null;
        }
        names(feel, place);
        if (!feel.names().isEmpty()) {
            return null; // what it gives shows only when it is asked
        }
        Object value = feel.constant();
        if (value == null) {
            if (term.required()) {
                say(
                        place,
                        "'" + text + "' gives nothing.",
                        "Give " + term.kind().inWords + ", such as " + term.kind().example + ".");
            }
        } else if (Comparisons.kindOf(value) != term.kind()) {
            say(
                    place,
                    "'" + text + "' is not " + term.kind().inWords + ".",
                    "Give " + term.kind().inWords + ", such as " + term.kind().example + ".");
        } else if (!within(value, term)) {
            say(place, "'" + text + "' can't be: " + limits(term) + ".", "Give a value in these bounds.");
        } else if (value instanceof String word) {
            if (term.words() != null) {
                word(word, term, place, "\"" + word + "\" is no " + term.name() + ".");
            }
            mode(word, term, place, compared);
        }
        return value;
    }

    private static boolean within(Object value, Term term) {
        if (value instanceof Duration lasts && term.span() != null) {
            return lasts.compareTo(term.span().least()) >= 0
                    && lasts.compareTo(term.span().most()) <= 0;
        }
        if (value instanceof Number number && term.count() != null) {
            double n = number.doubleValue();
            return n == Math.rint(n)
                    && n >= term.count().least()
                    && n <= term.count().most();
        }
        return true;
    }

    private static String limits(Term term) {
        if (term.span() != null) {
            return "'" + term.name() + "' is at least "
                    + FeelText.of(term.span().least()) + " and at most "
                    + term.span().most().toDays() + " days";
        }
        return "'" + term.name() + "' is a whole number"
                + (term.count() == null ? "" : " from " + term.count().least() + " on");
    }

    private void mode(String mode, Term term, String place, Map<String, Set<String>> compared) {
        if (!term.name().equals("mode")
                || (term.words() != null && !term.words().contains(mode))) {
            return;
        }
        Term journeys = table.facts().get("journey");
        for (String journey : compared.getOrDefault("journey", Set.of())) {
            if (journeys == null
                    || journeys.words() == null
                    || !journeys.words().contains(journey)) {
                continue; // told already
            }
            Set<String> modes = words.modesOf(journey);
            if (!modes.contains(mode)) {
                say(
                        place,
                        "The journey '" + journey + "' has no mode '" + mode + "'.",
                        modes.isEmpty() ? "It has none at all." : "It has " + known(modes) + ".");
            }
        }
    }

    private void word(String word, Term term, String place, String what) {
        Set<String> all = term.words() == null ? Set.of() : term.words();
        if (!all.contains(word)) {
            say(place, what, Suggestion.of(word, all, "Write one of: " + known(all) + "."));
        }
    }

    /** Tells what it asks that is no fact, and what it calls that is no function or a clock. */
    void names(Feel feel, String place) {
        for (String name : feel.names()) {
            if (!table.facts().containsKey(name)) {
                say(
                        place,
                        "'" + name + "' is no fact of this table.",
                        Suggestion.of(
                                name,
                                table.facts().keySet(),
                                "The facts are " + known(table.facts().keySet()) + "."));
            }
        }
        for (String function : feel.functions()) {
            if (CLOCKS.contains(function)) {
                say(
                        place,
                        function
                                + "() asks the machine's clock, so that no drill and no replay would come out the same.",
                        "Ask a fact: hour, weekday or sinceOnset.");
            } else if (CHANCE.contains(function)) {
                say(place, function + "() gives something else each time.", "Decide by facts.");
            } else if (!FeelFunctions.NAMES.contains(function)) {
                say(
                        place,
                        "'" + function + "' is no function of FEEL, and gives nothing.",
                        Suggestion.of(function, FeelFunctions.NAMES, "See FEEL's built-in functions."));
            }
        }
    }

    private static String known(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private void say(@Nullable String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
    }
}
