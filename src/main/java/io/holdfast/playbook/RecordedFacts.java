package io.holdfast.playbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.playbook.Vocabulary.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads facts back from the record, where decimals and durations are text, as what the table was asked with. */
final class RecordedFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedFacts() {}

    static Map<String, @Nullable Object> read(String recorded, Map<String, Term> terms) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        terms.keySet().forEach(name -> facts.put(name, null));
        try {
            JSON.readTree(recorded).properties().forEach(field -> {
                Term term = terms.get(field.getKey());
                facts.put(field.getKey(), value(field.getValue(), term == null ? null : term.kind()));
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Recorded facts that can't be read", e);
        }
        return facts;
    }

    private static @Nullable Object value(JsonNode node, @Nullable FactKind kind) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(each, null)));
            return list;
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(each -> map.put(each.getKey(), value(each.getValue(), null)));
            return map;
        }
        String text = node.textValue();
        return kind == FactKind.NUMBER
                ? (Object) Double.valueOf(text)
                : kind == FactKind.DURATION ? Duration.parse(text) : text;
    }
}
