package io.holdfast.console;

import io.holdfast.playbook.CellChoice;
import io.holdfast.playbook.FactKind;
import io.holdfast.playbook.FeelText;
import io.holdfast.playbook.TableView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * One input of a rule as a form asks for it.
 *
 * @param how {@code any}, {@code one}, {@code none}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code between}, {@code feel}
 * @param picked what is ticked, sorted
 * @param text what is typed beside: other values, a number, a range, or FEEL
 */
record RuleCondition(TableView.Column column, String how, List<String> picked, String text) {
    private static final int AT_A_GLANCE = 8;
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)\\s*(.+)");
    private static final Pattern SPAN = Pattern.compile("duration\\(\"(.+)\"\\)");
    private static final Pattern HOLDS = Pattern.compile("list contains\\(\\?, \"([^\"\\\\]*)\"\\)");

    /** A way to ask. */
    record How(String id, String says) {}

    static RuleCondition of(TableView.Column column, String cell) {
        CellChoice choice = CellChoice.of(cell);
        boolean known = column.kind() != null;
        if (choice.way() == CellChoice.Way.ANY) {
            return new RuleCondition(column, "any", List.of(), "");
        }
        if (known && choice.way() != CellChoice.Way.WRITTEN && offered(column, choice.values())) {
            return chosen(column, choice.way() == CellChoice.Way.ONE_OF ? "one" : "none", choice.values());
        }
        List<String> held = known ? held(cell) : List.of();
        if (!held.isEmpty() && offered(column, held)) {
            return chosen(column, "one", held);
        }
        Matcher compared = COMPARED.matcher(cell.strip());
        if (measured(column) && compared.matches()) {
            Matcher span = SPAN.matcher(compared.group(2));
            String value = span.matches() ? span.group(1) : compared.group(2);
            if (value.matches("[\\w.]+")) {
                return new RuleCondition(column, compared.group(1), List.of(), value);
            }
        }
        return new RuleCondition(column, "feel", List.of(), cell.strip());
    }

    // Where only words of the catalog can be ticked, a word that it does not have stays FEEL.
    private static boolean offered(TableView.Column column, List<String> values) {
        return !column.closed() || measured(column) || column.choices().containsAll(values);
    }

    private static RuleCondition chosen(TableView.Column column, String how, List<String> values) {
        List<String> boxes = boxes(column);
        return new RuleCondition(
                column,
                how,
                values.stream().filter(boxes::contains).sorted().toList(),
                String.join(
                        ", ", values.stream().filter(v -> !boxes.contains(v)).toList()));
    }

    /** The texts of {@code list contains(?, "a") or list contains(?, "b")}; empty for any other cell. */
    static List<String> held(String cell) {
        List<String> held = new ArrayList<>();
        for (String part : cell.strip().split(" or ", -1)) {
            Matcher one = HOLDS.matcher(part.strip());
            if (!one.matches()) {
                return List.of();
            }
            held.add(one.group(1));
        }
        return held;
    }

    static RuleCondition typed(TableView.Column column, MultiValueMap<String, String> sent) {
        List<String> picked = sent.getOrDefault("pick." + column.key(), List.of());
        String how = RuleForm.text(sent, "how." + column.key());
        boolean offered = hows(column).stream().anyMatch(h -> h.id().equals(how));
        boolean any = !offered || how.equals("any");
        return new RuleCondition(
                column,
                any ? "any" : how,
                any ? List.of() : picked.stream().sorted().toList(),
                any ? "" : RuleForm.text(sent, "text." + column.key()));
    }

    private static boolean measured(TableView.Column column) {
        return column.kind() == FactKind.NUMBER || column.kind() == FactKind.DURATION;
    }

    private static List<String> boxes(TableView.Column column) {
        return measured(column) || column.kind() == null ? List.of() : column.choices();
    }

    /** What can be ticked. */
    public List<String> boxes() {
        return boxes(column);
    }

    /** Whether all that can be ticked is shown at once. */
    public boolean open() {
        return !picked.isEmpty() || boxes().size() <= AT_A_GLANCE;
    }

    /** The ways to ask it. */
    public List<How> hows() {
        return hows(column);
    }

    private static List<How> hows(TableView.Column column) {
        List<How> hows = new ArrayList<>(List.of(new How("any", "Anything")));
        if (column.kind() != null) {
            boolean several = column.kind() == FactKind.TEXTS;
            hows.add(new How("one", several ? "Has one of" : "One of"));
            hows.add(new How("none", several ? "Has none of" : "None of"));
        }
        if (measured(column)) {
            hows.add(new How("<", "Less than"));
            hows.add(new How("<=", "At most"));
            hows.add(new How(">", "More than"));
            hows.add(new How(">=", "At least"));
            hows.add(new How("between", "From … to …"));
        }
        hows.add(new How("feel", "As FEEL"));
        return hows;
    }

    /** What its text field takes. */
    public String takes() {
        if (column.kind() == null) {
            return "FEEL";
        }
        if (column.kind() == FactKind.DURATION) {
            return "5 min, or 5 min .. 1 h, or FEEL";
        }
        if (column.kind() == FactKind.NUMBER) {
            return "A number, or 3 .. 5, or FEEL";
        }
        return column.closed() ? "FEEL, for all else" : "Others, with commas between, or FEEL";
    }

    /**
     * The cell.
     *
     * @throws IllegalArgumentException where it can't be meant
     */
    String feel() {
        try {
            return written();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("“" + column.label() + "”: " + e.getMessage(), e);
        }
    }

    private String written() {
        @Nullable FactKind kind = column.kind();
        if (how.equals("any")) {
            return "-";
        }
        if (kind == null || how.equals("feel")) {
            return text.isEmpty() ? "-" : text;
        }
        return switch (how) {
            case "one" -> FeelText.oneOf(kind, values());
            case "none" -> FeelText.noneOf(kind, values());
            case "between" -> {
                String[] ends = text.split("\\.\\.", 2);
                if (ends.length < 2) {
                    throw new IllegalArgumentException("Write both ends, as in 3 .. 5.");
                }
                yield FeelText.between(kind, ends[0].strip(), true, ends[1].strip(), true);
            }
            default -> FeelText.compared(kind, how, text);
        };
    }

    private List<String> values() {
        List<String> values = new ArrayList<>(picked);
        if (!column.closed() || measured(column)) {
            Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Choose at least one, or “Anything”.");
        }
        return values;
    }
}
