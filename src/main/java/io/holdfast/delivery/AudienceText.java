package io.holdfast.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Audiences and buttons as a row holds them. */
final class AudienceText {
    /** Who is meant where nobody is named. */
    static final String TOLD_EARLIER = "those who were told earlier";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PERSON = "person:";
    private static final int NAMED = 4;

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

    /** Whom it is for, in words, by the names that these give. */
    static String words(
            Audience audience,
            UnaryOperator<String> person,
            UnaryOperator<String> channel,
            UnaryOperator<String> journey) {
        if (audience instanceof Audience.Addresses a) {
            return list(a.addresses().stream()
                    .map(Audience.Address::recipient)
                    .map(one -> one.startsWith(PERSON)
                            ? person.apply(one.substring(PERSON.length()))
                            : channel.apply(one.replaceFirst("^channel:", "")))
                    .distinct()
                    .toList());
        }
        if (audience instanceof Audience.Subscribers s) {
            return "customers" + (s.regions().isEmpty() ? "" : " in " + list(s.regions()))
                    + " who agreed to texts and use "
                    + list(s.journeys().stream().map(journey).toList());
        }
        return TOLD_EARLIER;
    }

    private static String list(List<String> names) {
        List<String> named = new ArrayList<>(names.size() > NAMED ? names.subList(0, NAMED - 1) : names);
        if (names.size() > NAMED) {
            named.add(names.size() - named.size() + " more");
        }
        int last = named.size() - 1;
        return last < 1
                ? String.join("", named)
                : String.join(", ", named.subList(0, last)) + " and " + named.get(last);
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
