package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.Operator;
import org.springframework.expression.spel.ast.OperatorMatches;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.templateparser.text.TextParseException;

/** The message templates: declared, there in the default language, and using nothing but what they declare. */
final class TemplateCheck {

    private static final Pattern INLINE = Pattern.compile("\\[\\((.*?)\\)]|\\[\\[(.*?)]]", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\b(?:data-th-|th:)([a-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final Pattern EXPRESSION = Pattern.compile("[$*]\\{([^}]*)}");
    private static final Pattern EACH = Pattern.compile("^\\s*(\\w+)\\s*(?:,\\s*(\\w+)\\s*)?:");
    private static final Pattern WITH = Pattern.compile("(?:^|,)\\s*(\\w+)\\s*=");
    /** Thymeleaf's other kinds of expressions, and what it works out before it reads: none of them is of use in a message. */
    private static final Pattern OTHER = Pattern.compile("[@#~]\\{|__");

    private static final Set<String> UTILITIES = Set.of("strings", "lists", "numbers");
    private static final Set<String> QUESTIONS =
            Set.of("size", "isEmpty", "length", "contains", "startsWith", "endsWith");
    private static final Set<String> WHOLE = Set.of("if", "unless", "text", "utext", "switch", "case");
    private static final Set<String> ATTRIBUTES =
            Set.of("if", "unless", "each", "switch", "case", "text", "utext", "with", "block", "remove");

    private final PlaybookFiles files;
    private final Catalog catalog;
    private final TextEngine engine;
    private final List<Fault> faults;

    TemplateCheck(PlaybookFiles files, Catalog catalog, TextEngine engine, List<Fault> faults) {
        this.files = files;
        this.catalog = catalog;
        this.engine = engine;
        this.faults = faults;
    }

    void check() {
        TemplateFiles templates = TemplateFiles.read(files, faults);
        String fallback = catalog.locales().isEmpty() ? "en" : catalog.locales().get(0);
        templates.fields().forEach((name, fields) -> {
            if (!templates.paths().getOrDefault(name, Map.of()).containsKey(fallback)) {
                say(
                        TemplateFiles.FIELDS,
                        name,
                        "Its template is missing in the default language.",
                        "Write templates/" + name + "." + fallback + ".txt, or remove this line.");
            }
        });
        templates
                .paths()
                .forEach((name, locales) -> locales.forEach((locale, path) -> {
                    if (!catalog.locales().isEmpty() && !catalog.locales().contains(locale)) {
                        say(
                                path,
                                null,
                                "'" + locale + "' is no language of the house.",
                                "Add it to locales in house.yaml, or rename the file.");
                    }
                    List<String> declared = templates.fields().get(name);
                    if (declared == null) {
                        say(
                                path,
                                null,
                                "It is not declared.",
                                "Add the line '" + name + ": [its fields]' to templates/fields.yaml.");
                    } else {
                        template(path, name, declared);
                    }
                }));
    }

    private void template(String path, String name, List<String> declared) {
        String text = files.text(path);
        if (text.isBlank()) {
            say(path, null, "It says nothing.", "Write its words.");
        }
        try {
            engine.parse(text);
        } catch (TemplateEngineException e) {
            unreadable(path, e);
        }
        Set<String> known = new LinkedHashSet<>(declared);
        List<Piece> pieces = new ArrayList<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String at = line(text, attribute.start());
            if (!ATTRIBUTES.contains(attribute.group(1))) {
                say(
                        path,
                        at,
                        "'th:" + attribute.group(1) + "' does nothing in a message.",
                        Suggestion.of(attribute.group(1), ATTRIBUTES, "Use th:if, th:unless, th:each or th:with."));
            }
            String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            locals(attribute.group(1), value, known);
            if (WHOLE.contains(attribute.group(1)) && !value.equals("*")) {
                whole(path, at, value);
            }
            pieces.add(new Piece(value, at));
        }
        Matcher inline = INLINE.matcher(text);
        while (inline.find()) {
            String at = line(text, inline.start());
            boolean escaped = inline.group(1) == null;
            String inner = escaped ? inline.group(2) : inline.group(1);
            if (escaped) {
                say(path, at, "'[[" + inner + "]]' turns & and ' into HTML.", "Write [(" + inner + ")].");
            }
            if (!inner.contains("{") && !inner.contains("'")) {
                say(
                        path,
                        at,
                        "'" + inline.group() + "' prints the word itself.",
                        "Write [(${" + inner.strip() + "})].");
            }
            whole(path, at, inner);
            pieces.add(new Piece(inner, at));
        }
        open(path, text);
        for (Piece piece : pieces) {
            Matcher other = OTHER.matcher(piece.text());
            if (other.find()) {
                say(
                        path,
                        piece.line(),
                        "'" + piece.text().strip() + "' holds '" + other.group() + "', which no message needs.",
                        "Use fields only: ${field}.");
            }
            Matcher expression = EXPRESSION.matcher(piece.text());
            while (expression.find()) {
                expression(path, name, piece.line(), expression.group(1), known);
            }
        }
    }

    private void open(String path, String text) {
        Matcher left = Pattern.compile("[$*]\\{[^}]*")
                .matcher(ATTRIBUTE
                        .matcher(INLINE.matcher(text)
                                .replaceAll(m -> " ".repeat(m.group().length())))
                        .replaceAll(m -> " ".repeat(m.group().length())));
        if (left.find()) {
            String begun = left.group().strip();
            say(
                    path,
                    line(text, left.start()),
                    "'" + (begun.length() > 40 ? begun.substring(0, 40) : begun)
                            + "' is never closed, or stands outside of [(…)].",
                    "Write [(${field})].");
        }
    }

    private record Piece(String text, String line) {}

    private static void locals(String attribute, String text, Set<String> known) {
        Matcher each = EACH.matcher(text);
        if (attribute.equals("each") && each.find()) {
            known.add(each.group(1));
            known.add(each.group(1) + "Stat");
            if (each.group(2) != null) {
                known.add(each.group(2));
            }
        }
        Matcher with = WITH.matcher(text);
        while (attribute.equals("with") && with.find()) {
            known.add(with.group(1));
        }
    }

    private void unreadable(String path, TemplateEngineException e) {
        String place = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TextParseException parse && parse.getLine() != null) {
                place = "line " + parse.getLine();
            }
        }
        say(
                path,
                place,
                "It does not read: " + Causes.sentence(Causes.last(e)),
                "Close what is opened: [# th:if=\"${…}\"]…[/].");
    }

    private void whole(String path, String line, String text) {
        try {
            engine.parseExpression(text);
        } catch (TemplateEngineException e) {
            say(path, line, "'" + text + "' does not read: " + Causes.sentence(Causes.last(e)), "Write ${field}.");
        }
    }

    private void expression(String path, String name, String line, String text, Set<String> known) {
        SpelNode tree;
        try {
            tree = ((SpelExpression) new SpelExpressionParser().parseRaw(text)).getAST();
        } catch (ParseException | IllegalStateException e) {
            say(
                    path,
                    line,
                    "'${" + text + "}' does not read: " + Causes.sentence(Causes.last(e)),
                    "Write the name of a field.");
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        boolean plain = names(tree, names);
        if (!plain) {
            say(path, line, "'${" + text + "}' reaches into the program.", "Use fields only.");
        }
        for (String used : names) {
            if (!known.contains(used)) {
                say(
                        path,
                        line,
                        "The field '" + used + "' is not declared.",
                        Suggestion.of(
                                used,
                                known,
                                "Add it to '" + name
                                        + "' in templates/fields.yaml, where the code hands it over; declared are "
                                        + String.join(", ", new TreeSet<>(known)) + "."));
            }
        }
    }

    /** Collects the names that an expression begins with; says no where it does more than ask and compare fields. */
    private static boolean names(@Nullable SpelNode node, Set<String> names) {
        if (node == null) {
            return true;
        }
        if (node instanceof PropertyOrFieldReference field) {
            names.add(field.getName());
        }
        if (!plain(node)) {
            return false;
        }
        boolean plain = true;
        for (int i = 0; i < node.getChildCount(); i++) {
            SpelNode child = node.getChild(i);
            // Behind the first dot, and of the items of a list, stand properties of what came before.
            boolean own = node instanceof CompoundExpression && i > 0 && !(child instanceof MethodReference)
                    || node instanceof Projection
                    || node instanceof Selection;
            plain &= names(child, own ? new LinkedHashSet<>() : names);
        }
        return plain;
    }

    private static boolean plain(SpelNode node) {
        if (node instanceof PropertyOrFieldReference field) {
            return !field.getName().equals("class");
        }
        if (node instanceof VariableReference) {
            return UTILITIES.contains(node.toStringAST().substring(1));
        }
        if (node instanceof MethodReference method) {
            return QUESTIONS.contains(method.getName());
        }
        if (node instanceof Indexer) {
            return node.getChild(0) instanceof IntLiteral;
        }
        return node instanceof Literal
                || node instanceof CompoundExpression
                || node instanceof OperatorNot
                || node instanceof Ternary
                || node instanceof Elvis
                || node instanceof Projection
                || node instanceof Selection
                || node instanceof Operator
                        && !(node instanceof OpInc || node instanceof OpDec || node instanceof OperatorMatches);
    }

    private static String line(String text, int at) {
        return "line " + (text.substring(0, at).chars().filter(c -> c == '\n').count() + 1);
    }

    private void say(String path, @Nullable String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
    }
}
