package io.holdfast.playbook;

import io.holdfast.playbook.XmlSource.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.xml.ModelException;

/**
 * Changes of a decision table's rules: a DMN file in, the same file out with that one thing changed; all else in it, its order,
 * blanks, ids and diagram, stays as it is, byte for byte. What comes out is read by the model library before it is given back.
 * Whether it makes sense is for {@link TableAnalysis}.
 *
 * <p>Rules are named by id, columns by the key that {@link TableView} gives. An {@link IllegalArgumentException} says why a file
 * can't be edited, a {@link NoSuchElementException} which rule or column is not there.
 */
public final class TableEdit {

    /**
     * A table with a rule more.
     *
     * @param rule the new rule's id
     */
    public record Added(byte[] table, String rule) {}

    private TableEdit() {}

    /**
     * Changes cells of a rule.
     *
     * @param cells FEEL by the column's key; a column that is not named keeps its cell
     */
    public static byte[] cells(byte[] table, String rule, Map<String, String> cells) {
        RuleSource source = RuleSource.of(XmlSource.of(table), rule);
        return checked(source.withCells(cells));
    }

    /** Changes a rule's description, with its sample where it has one; an empty one is taken away. */
    public static byte[] description(byte[] table, String rule, String description) {
        return checked(RuleSource.of(XmlSource.of(table), rule).withDescription(description));
    }

    /**
     * Adds a rule under an id that neither this table nor {@code taken} has.
     *
     * @param place where it will stand, from 1; beyond the last rule for the end
     * @param cells FEEL by the column's key; a column that is not named gets '-' or nothing
     * @param taken ids that rules once had, so that the record never means two by one
     */
    public static Added add(byte[] table, int place, Map<String, String> cells, String description, Set<String> taken) {
        XmlSource source = XmlSource.of(table);
        List<Element> rules = RuleSource.rules(source);
        String id = fresh(source, taken);
        XmlSource with;
        if (rules.isEmpty()) {
            with = RuleSource.firstRule(source, id);
        } else {
            int at = Math.max(1, Math.min(place, rules.size() + 1));
            Element like = rules.get(Math.max(0, at - 2));
            String text = RuleSource.blank(source, like, id);
            int[] lines = source.lines(at <= rules.size() ? rules.get(at - 1) : like);
            boolean whole = source.lines(like)[1] > like.end;
            String block = source.indent(like) + text + (whole ? "\n" : "");
            int where = at <= rules.size() ? lines[0] : lines[1];
            with = source.with(where, where, block);
        }
        XmlSource filled = RuleSource.of(with, id).withCells(cells);
        return new Added(checked(RuleSource.of(filled, id).withDescription(description)), id);
    }

    /** Takes a rule away. */
    public static byte[] remove(byte[] table, String rule) {
        XmlSource source = XmlSource.of(table);
        int[] lines = source.lines(RuleSource.of(source, rule).element());
        return checked(source.with(lines[0], lines[1], ""));
    }

    /** Moves a rule one up; the first one stays. */
    public static byte[] up(byte[] table, String rule) {
        return moved(table, rule, -1);
    }

    /** Moves a rule one down; the last one stays. */
    public static byte[] down(byte[] table, String rule) {
        return moved(table, rule, 1);
    }

    private static byte[] moved(byte[] table, String rule, int by) {
        XmlSource source = XmlSource.of(table);
        List<Element> rules = RuleSource.rules(source);
        int at = rules.indexOf(RuleSource.of(source, rule).element());
        int to = at + by;
        if (to < 0 || to >= rules.size()) {
            return table;
        }
        int[] upper = source.lines(rules.get(Math.min(at, to)));
        int[] lower = source.lines(rules.get(Math.max(at, to)));
        String text = source.text();
        String swapped = text.substring(lower[0], lower[1])
                + text.substring(upper[1], lower[0])
                + text.substring(upper[0], upper[1]);
        return checked(source.with(upper[0], lower[1], swapped));
    }

    private static String fresh(XmlSource source, Set<String> taken) {
        Set<String> ids = source.root().deep().map(element -> element.id).collect(Collectors.toSet());
        ids.addAll(taken);
        List<String> known = new ArrayList<>(taken);
        RuleSource.rules(source).forEach(element -> known.add(element.id));
        long number = known.stream()
                .filter(id -> id.matches("r\\d{1,9}"))
                .mapToLong(id -> Long.parseLong(id.substring(1)))
                .max()
                .orElse(known.size() - taken.size());
        do {
            number++;
        } while (ids.contains("r" + number));
        return "r" + number;
    }

    private static byte[] checked(XmlSource source) {
        byte[] bytes = source.bytes();
        try {
            Models.table(bytes);
            return bytes;
        } catch (ModelException e) {
            throw new IllegalArgumentException(
                    Xml.refused("The table", "It would be no DMN any more", e).toString(), e);
        }
    }
}
