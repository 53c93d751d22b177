package io.holdfast.playbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * FEEL from what people choose and type in a form. What can't be meant is an {@link IllegalArgumentException} whose message is for
 * them.
 */
public final class FeelText {

    private static final String ANY = "-";
    private static final Pattern SPAN =
            Pattern.compile("(\\d+)\\s*(d|day|days|h|hour|hours|m|min|minutes?|s|seconds?)");

    private FeelText() {}

    /** A cell that fits one of these; all where there are none. {@code "a", "b"} */
    public static String oneOf(FactKind kind, List<String> values) {
        List<String> literals = literals(kind, values);
        if (literals.isEmpty() || (kind == FactKind.YES_NO && literals.size() > 1)) {
            return ANY;
        }
        return kind == FactKind.TEXTS
                ? literals.stream()
                        .map(word -> "list contains(?, " + word + ")")
                        .collect(Collectors.joining(" or "))
                : String.join(", ", literals);
    }

    /** A cell that fits all but these; all where there are none. {@code not("a", "b")} */
    public static String noneOf(FactKind kind, List<String> values) {
        List<String> literals = literals(kind, values);
        if (literals.isEmpty()) {
            return ANY;
        }
        if (kind == FactKind.YES_NO) {
            // FEEL takes not(true) for nothing at all
            return literals.size() > 1 ? "not(true, false)" : literals.get(0).equals("true") ? "false" : "true";
        }
        return kind == FactKind.TEXTS
                ? literals.stream()
                        .map(word -> "not(list contains(?, " + word + "))")
                        .collect(Collectors.joining(" and "))
                : "not(" + String.join(", ", literals) + ")";
    }

    /**
     * A cell that compares.
     *
     * @param sign {@code <}, {@code <=}, {@code >}, {@code >=}
     */
    public static String compared(FactKind kind, String sign, String value) {
        if (!List.of("<", "<=", ">", ">=").contains(sign)) {
            throw new IllegalArgumentException("'" + sign + "' is no comparison: <, <=, > and >= are.");
        }
        return sign + " " + literal(kind, value);
    }

    /**
     * A cell that fits a range.
     *
     * @param withFrom whether its lower end belongs to it
     * @param withTo whether its upper end does
     */
    public static String between(FactKind kind, String from, boolean withFrom, String to, boolean withTo) {
        return (withFrom ? "[" : "(") + literal(kind, from) + ".." + literal(kind, to) + (withTo ? "]" : ")");
    }

    /**
     * What somebody typed for an output. A text needs no quotes; what begins with {@code =} is an expression, and quoted texts,
     * numbers and so on are what they are.
     */
    public static String output(FactKind kind, String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.equals(ANY)) {
            return "";
        }
        if (text.startsWith("=")) {
            return text.substring(1).strip();
        }
        boolean written = text.startsWith("\"") || text.startsWith("[") || text.startsWith("duration(");
        return written && Feel.expression(text, wrong -> {}) != null ? text : literal(kind, text);
    }

    /** One value as FEEL writes it. */
    public static String literal(FactKind kind, String value) {
        String text = value.strip();
        return switch (kind) {
            case TEXT -> quoted(value);
            case NUMBER -> number(text);
            case YES_NO -> yesNo(text);
            case DURATION -> of(duration(text));
            case TEXTS ->
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .map(FeelText::quoted)
                        .collect(Collectors.joining(", ", "[", "]"));
        };
    }

    static String of(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Duration duration) {
            return "duration(\"" + duration + "\")";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(FeelText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).toPlainString() : value.toString();
    }

    private static List<String> literals(FactKind kind, List<String> values) {
        FactKind each = kind == FactKind.TEXTS ? FactKind.TEXT : kind;
        return values.stream()
                .filter(value -> !value.isBlank())
                .map(value -> literal(each, value))
                .distinct()
                .toList();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).toPlainString();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number, such as 3 or 0.95.", e);
        }
    }

    private static String yesNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> "true";
            case "false", "no" -> "false";
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false.");
        };
    }

    private static Duration duration(String text) {
        Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
        try {
            if (!span.matches()) {
                return Duration.parse(text);
            }
            long count = Long.parseLong(span.group(1));
            return switch (span.group(2).charAt(0)) {
                case 'd' -> Duration.ofDays(count);
                case 'h' -> Duration.ofHours(count);
                case 'm' -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
            };
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no length of time, such as 5 min or PT5M.", e);
        }
    }
}
