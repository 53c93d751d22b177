package io.holdfast.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** Holds a catalog file against the JSON Schema that stands beside it, {@code journeys.schema.json} beside {@code journeys.yaml}. */
final class SchemaCheck {

    private SchemaCheck() {}

    static void check(String path, JsonNode tree, PlaybookFiles files, List<Fault> faults) {
        String schemaPath = path.replace(".yaml", ".schema.json");
        if (!files.has(schemaPath)) {
            return;
        }
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(files.text(schemaPath));
            for (ValidationMessage message : schema.validate(tree)) {
                String kind = message.getType();
                if (kind.equals("additionalProperties")
                        || kind.equals("required")
                        || kind.equals("type")
                        || kind.equals("enum")) {
                    continue; // told by the shape check, with a remedy
                }
                String place = place(tree, message);
                String text = message.getMessage();
                String where = message.getInstanceLocation().toString();
                String what =
                        text.startsWith(where) ? text.substring(where.length()).replaceFirst("^[: ]+", "") : text;
                faults.add(new Fault(path, place, "It " + what + ".", "See " + schemaPath + " for what it may be."));
            }
        } catch (JsonSchemaException | IllegalArgumentException e) {
            faults.add(new Fault(
                    schemaPath,
                    null,
                    "It is no JSON Schema: " + firstLine(e) + ".",
                    "Mend it, or take the packaged one."));
        }
    }

    private static String place(JsonNode tree, ValidationMessage message) {
        StringBuilder place = new StringBuilder();
        JsonNode node = tree;
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            Object part = message.getInstanceLocation().getElement(i);
            if (part instanceof Integer index) {
                node = node.path(index);
                place.append('[').append(YamlShape.name(node, index)).append(']');
            } else {
                node = node.path(part.toString());
                place.append(place.length() == 0 ? "" : ".").append(part);
            }
        }
        return place.length() == 0 ? "top" : place.toString();
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).split("\\R")[0];
    }
}
