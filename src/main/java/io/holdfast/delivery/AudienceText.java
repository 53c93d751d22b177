package io.holdfast.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Audiences and buttons as a row holds them. */
final class AudienceText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AudienceText() {}

    static String of(Audience audience) {
        ObjectNode node = JSON.createObjectNode();
        if (audience instanceof Audience.Addresses addresses) {
            node.put("to", "addresses").set("addresses", JSON.valueToTree(addresses.addresses()));
        } else if (audience instanceof Audience.Subscribers s) {
            node.put("to", "subscribers").put("policy", s.policy());
            node.set("journeys", JSON.valueToTree(s.journeys()));
            node.set("regions", JSON.valueToTree(s.regions()));
        } else {
            node.put("to", "told-earlier");
        }
        return node.toString();
    }

    static Audience read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return switch (node.path("to").asText()) {
                case "addresses" ->
                    new Audience.Addresses(
                            JSON.convertValue(node.get("addresses"), new TypeReference<List<Audience.Address>>() {}));
                case "subscribers" ->
                    new Audience.Subscribers(
                            strings(node.path("journeys")),
                            strings(node.path("regions")),
                            node.path("policy").isTextual() ? node.get("policy").asText() : null);
                default -> new Audience.ToldEarlier();
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message's audience does not read", e);
        }
    }

    /** Whom it is for, in words. */
    static String words(Audience audience) {
        if (audience instanceof Audience.Addresses a) {
            List<String> names = a.addresses().stream()
                    .map(one -> one.recipient().replaceFirst("^(person|channel):", ""))
                    .distinct()
                    .limit(6)
                    .toList();
            return String.join(", ", names) + (a.addresses().size() > 6 ? " and others" : "");
        }
        if (audience instanceof Audience.Subscribers s) {
            return "customers who agreed to texts and use " + String.join(", ", s.journeys())
                    + (s.regions().isEmpty() ? "" : " in " + String.join(", ", s.regions()));
        }
        return "those who were told earlier";
    }

    static String buttons(List<NewMessage.Button> buttons) {
        return JSON.valueToTree(buttons).toString();
    }

    static List<NewMessage.Button> readButtons(String text) {
        try {
            return JSON.readValue(text, new TypeReference<List<NewMessage.Button>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message's buttons do not read", e);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(one -> all.add(one.asText()));
        return all;
    }
}
