package io.holdfast.playbook;

import io.holdfast.playbook.XmlSource.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One rule in the text of a DMN file. */
final class RuleSource {

    private static final Pattern COMMENT = Pattern.compile("(?s)[ \\t]*<!--.*?-->[ \\t]*\\n?");
    private static final String STEP = "  ";

    private final XmlSource source;
    private final Element element;

    private RuleSource(XmlSource source, Element element) {
        this.source = source;
        this.element = element;
    }

    /** The rule of that id. */
    static RuleSource of(XmlSource source, String id) {
        return rules(source).stream()
                .filter(rule -> rule.id.equals(id))
                .findFirst()
                .map(rule -> new RuleSource(source, rule))
                .orElseThrow(() -> new NoSuchElementException("The table has no rule " + id));
    }

    static List<Element> rules(XmlSource source) {
        return table(source).all("rule");
    }

    private static Element table(XmlSource source) {
        return source.root()
                .deep()
                .filter(element -> element.local().equals("decisionTable"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The file holds no decision table."));
    }

    Element element() {
        return element;
    }

    /** The key of each column, inputs first, with the place of its cell in a rule. */
    private Map<String, Integer> columns() {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<Element> columns = new ArrayList<>(table(source).all("input"));
        int inputs = columns.size();
        columns.addAll(table(source).all("output"));
        for (int i = 0; i < columns.size(); i++) {
            places.put(
                    i < inputs ? key("input", i, columns.get(i).id) : key("output", i - inputs, columns.get(i).id), i);
        }
        return places;
    }

    /** What a column is called in edits: its id, and its number where it has none. */
    static String key(String what, int index, String id) {
        return id.isBlank() ? what + "-" + (index + 1) : id;
    }

    XmlSource withCells(Map<String, String> cells) {
        Map<String, Integer> columns = columns();
        XmlSource changed = source;
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            Integer place = columns.get(cell.getKey());
            if (place == null) {
                throw new NoSuchElementException("The table has no column " + cell.getKey());
            }
            changed = cell(changed, element.id, place, cell.getValue().strip());
        }
        return changed;
    }

    private static XmlSource cell(XmlSource source, String rule, int place, String feel) {
        Element element = of(source, rule).element;
        List<Element> cells = new ArrayList<>(element.all("inputEntry"));
        int inputs = cells.size();
        cells.addAll(element.all("outputEntry"));
        if (place >= cells.size()) {
            throw new IllegalArgumentException("Rule " + rule + " has no cell for each column. Mend it in a modeler.");
        }
        Element text = cells.get(place).first("text").orElse(null);
        if (text == null) {
            Element entry = cells.get(place);
            String tag = entry.prefix() + "text";
            return filled(source, entry, "<" + tag + ">" + XmlSource.escaped(feel) + "</" + tag + ">");
        }
        String now = source.text()
                .substring(text.inner, Math.max(text.inner, text.innerEnd))
                .strip();
        boolean any = place < inputs && isAny(now) && isAny(feel);
        return any || now.equals(XmlSource.escaped(feel)) ? source : filled(source, text, XmlSource.escaped(feel));
    }

    private static boolean isAny(String feel) {
        return feel.isEmpty() || feel.equals("-");
    }

    /** The element with that between its tags; an empty tag gets two. */
    private static XmlSource filled(XmlSource source, Element element, String inner) {
        if (!element.emptyTag()) {
            return source.with(element.inner, element.innerEnd, inner);
        }
        String tag = source.of(element);
        String open = tag.substring(0, tag.length() - 2).stripTrailing() + ">";
        return source.with(element.start, element.end, open + inner + "</" + element.name + ">");
    }

    XmlSource withDescription(String description) {
        String text = XmlSource.escaped(description.strip());
        Element now = element.first("description").orElse(null);
        if (now != null && text.isEmpty()) {
            int[] lines = source.lines(now);
            return source.with(lines[0], lines[1], "");
        }
        if (now != null) {
            boolean same = source.text()
                    .substring(now.inner, Math.max(now.inner, now.innerEnd))
                    .strip()
                    .equals(text);
            return same ? source : filled(source, now, text);
        }
        if (text.isEmpty()) {
            return source;
        }
        String tag = element.prefix() + "description";
        boolean lines = !source.indent(element).isEmpty();
        String before = lines ? "\n" + source.indent(element) + STEP : "";
        return source.with(element.inner, element.inner, before + "<" + tag + ">" + text + "</" + tag + ">");
    }

    /** A rule like this one under another id, that fits everything and says nothing. */
    static String blank(XmlSource source, Element like, String id) {
        Set<String> ids = source.root().deep().map(element -> element.id).collect(Collectors.toSet());
        XmlSource rule = XmlSource.of(COMMENT.matcher(source.of(like)).replaceAll(""));
        for (String gone : List.of("description", "extensionElements")) {
            Element part = rule.root().first(gone).orElse(null);
            if (part != null) {
                int[] lines = rule.lines(part);
                rule = rule.with(lines[0], lines[1], "");
            }
        }
        int cells = rule.root().children.size();
        for (int i = 0; i < cells; i++) {
            Element cell = rule.root().children.get(i);
            boolean input = cell.local().equals("inputEntry");
            Element text = cell.first("text").orElse(null);
            if (text != null) {
                rule = filled(rule, text, input ? "-" : "");
                cell = rule.root().children.get(i);
            }
            if (!cell.id.isEmpty()) {
                String own =
                        cell.id.startsWith(like.id) ? id + cell.id.substring(like.id.length()) : id + "_" + (i + 1);
                while (!ids.add(own)) {
                    own += "_";
                }
                rule = renamed(rule, cell, own);
            }
        }
        return renamed(rule, rule.root(), id).text();
    }

    private static XmlSource renamed(XmlSource source, Element element, String id) {
        String tag = source.text().substring(element.start, element.inner);
        int at = XmlSource.idAt(tag);
        return at < 0
                ? source
                : source.with(element.start + at, element.start + at + element.id.length(), XmlSource.escaped(id));
    }

    /** The table with its first rule. */
    static XmlSource firstRule(XmlSource source, String id) {
        Element table = table(source);
        if (table.children.isEmpty()) {
            throw new IllegalArgumentException("The table has no columns. Give it some in a modeler.");
        }
        Element last = table.children.get(table.children.size() - 1);
        String indent = source.indent(last);
        StringBuilder rule = new StringBuilder(indent + "<" + last.prefix() + "rule id=\"" + id + "\">\n");
        int number = 0;
        for (Element column : table.children) {
            boolean input = column.local().equals("input");
            if (input || column.local().equals("output")) {
                String entry = last.prefix() + (input ? "inputEntry" : "outputEntry");
                String text = last.prefix() + "text";
                rule.append(indent)
                        .append(STEP)
                        .append("<")
                        .append(entry)
                        .append(" id=\"")
                        .append(id)
                        .append("_");
                rule.append(++number).append("\"><").append(text).append(">").append(input ? "-" : "");
                rule.append("</").append(text).append("></").append(entry).append(">\n");
            }
        }
        rule.append(indent).append("</").append(last.prefix()).append("rule>\n");
        int[] lines = source.lines(last);
        String before = lines[1] > last.end ? "" : "\n";
        return source.with(lines[1], lines[1], before + rule);
    }
}
