package io.holdfast.playbook;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line of a place such as {@code journeys[sign-in].modes[security-questions].actions[ivr].undo} in its file. */
final class YamlLines {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)|\\[([^\\]]*)]");

    private final PlaybookFiles files;
    private final Map<String, Optional<Node>> trees = new HashMap<>();

    YamlLines(PlaybookFiles files) {
        this.files = files;
    }

    /** The fault with its line: that of the innermost part of its place that is written. */
    Fault withLine(Fault fault) {
        String place = fault.place();
        Optional<Node> tree = trees.computeIfAbsent(fault.path(), this::parse);
        if (place == null || tree.isEmpty()) {
            return fault;
        }
        int line = line(tree.get(), place);
        return new Fault(fault.path(), place + ", line " + line, fault.what(), fault.remedy());
    }

    private Optional<Node> parse(String path) {
        if (!files.has(path)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(files.text(path))));
        } catch (YAMLException e) {
            return Optional.empty(); // told already
        }
    }

    private static int line(Node tree, String place) {
        Node node = tree;
        int line = 1;
        Matcher step = STEP.matcher(place);
        while (step.find()) {
            Node next = null;
            if (node instanceof MappingNode mapping && step.group(1) != null) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (step.group(1).equals(text(entry.getKeyNode()))) {
                        line = at(entry.getKeyNode());
                        next = entry.getValueNode();
                    }
                }
            } else if (node instanceof SequenceNode list && step.group(2) != null) {
                next = item(list, step.group(2));
                line = next == null ? line : at(next);
            }
            if (next == null) {
                return line;
            }
            node = next;
        }
        return line;
    }

    private static @Nullable Node item(SequenceNode list, String name) {
        int index = 0;
        for (Node item : list.getValue()) {
            index++;
            if (name.equals(String.valueOf(index))) {
                return item;
            }
            if (item instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    String key = text(entry.getKeyNode());
                    if (("id".equals(key) || "metric".equals(key)) && name.equals(text(entry.getValueNode()))) {
                        return item;
                    }
                }
            }
        }
        return null;
    }

    private static int at(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static @Nullable String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
