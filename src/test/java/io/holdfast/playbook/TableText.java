package io.holdfast.playbook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A decision table as tests write it, a rule a line:
 *
 * <pre>
 * journeysHit | severity -> every
 * r1: [0..5)  | "SEV1"   -> duration("PT5M")
 * </pre>
 */
final class TableText {

    private TableText() {}

    static byte[] dmn(String table, String policy, String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        List<String> inputs = side(lines.get(0), 0);
        List<String> outputs = side(lines.get(0), 1);
        StringBuilder dmn = new StringBuilder(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
                  <decision id="%s" name="A table">
                    <decisionTable id="t" hitPolicy="%s">
                """.formatted(table.replace('-', '_'), policy.replace(" SUM", "\" aggregation=\"SUM")));
        for (int i = 0; i < inputs.size(); i++) {
            dmn.append(
                    "      <input id=\"i%d\" label=\"%s\"><inputExpression id=\"e%d\"><text>%s</text></inputExpression></input>\n"
                            .formatted(i + 1, label(inputs.get(i)), i + 1, escaped(inputs.get(i))));
        }
        for (int i = 0; i < outputs.size(); i++) {
            dmn.append("      <output id=\"o%d\" label=\"%s\" name=\"%s\"/>\n"
                    .formatted(i + 1, label(outputs.get(i)), outputs.get(i)));
        }
        lines.stream().skip(1).filter(line -> !line.isEmpty()).forEach(line -> dmn.append(rule(line)));
        return dmn.append("    </decisionTable>\n  </decision>\n</definitions>\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    // r1 (a description): cells -> cells
    private static String rule(String line) {
        int colon = line.indexOf(": ");
        int note = line.indexOf(" (");
        boolean described = note > 0 && note < colon;
        if (described) {
            colon = line.indexOf("): ") + 1;
        }
        String id = line.substring(0, described ? note : colon);
        StringBuilder rule = new StringBuilder("      <rule id=\"" + id + "\">\n");
        if (described) {
            rule.append("        <description>")
                    .append(escaped(line.substring(note + 2, colon - 1)))
                    .append("</description>\n");
        }
        int number = 0;
        for (int side = 0; side < 2; side++) {
            for (String cell : side(line.substring(colon + 1), side)) {
                String entry = side == 0 ? "inputEntry" : "outputEntry";
                rule.append("        <%s id=\"%s_%d\"><text>%s</text></%s>\n"
                        .formatted(entry, id, ++number, escaped(cell), entry));
            }
        }
        return rule.append("      </rule>\n").toString();
    }

    private static List<String> side(String line, int side) {
        return Arrays.stream(line.split("->", 2)[side].split("\\|", -1))
                .map(String::strip)
                .collect(Collectors.toList());
    }

    private static String label(String name) {
        return escaped(Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
