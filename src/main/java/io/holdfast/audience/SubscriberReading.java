package io.holdfast.audience;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads subscribers as the public contract has them. Each refusal says which field, and what would be right. */
@Component
public class SubscriberReading {
    private static final Set<String> FIELDS =
            Set.of("id", "phone", "email", "locale", "journeys", "region", "timezone", "consents", "consentedAt");
    private static final Set<String> CHANNELS = Set.of("sms", "email", "voice");

    private final Playbooks playbooks;
    private final Times times;

    SubscriberReading(Playbooks playbooks, Times times) {
        this.playbooks = playbooks;
        this.times = times;
    }

    /**
     * @throws IllegalArgumentException where a field does not fit
     */
    public Subscriber read(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("A subscriber is a JSON object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no field '" + (name.length() > 40 ? name.substring(0, 40) : name)
                                + "'; there are phone, email, locale, journeys, region, timezone, consents, consentedAt");
            }
        });
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        String phone = text(node, "phone");
        String email = text(node, "email");
        if (phone == null && email == null) {
            throw new IllegalArgumentException("A subscriber has a 'phone' or an 'email'");
        }
        if (email != null && !email.matches("[^@\\s]{1,64}@[^@\\s]{1,250}")) {
            throw new IllegalArgumentException("'email' is an address such as ana@example.org");
        }
        String locale = text(node, "locale");
        if (locale != null && !catalog.locales().contains(locale)) {
            throw new IllegalArgumentException("'locale' is one of " + String.join(", ", catalog.locales()));
        }
        String timezone = text(node, "timezone");
        zone(timezone);
        String region = text(node, "region");
        if (region != null && region.length() > 80) {
            throw new IllegalArgumentException("'region' has at most 80 characters");
        }
        return new Subscriber(
                "",
                phone == null ? null : Phones.e164(phone),
                email,
                locale == null ? catalog.locales().get(0) : locale,
                journeys(node.path("journeys"), catalog),
                region,
                timezone,
                consents(node));
    }

    private static void zone(@Nullable String timezone) {
        if (timezone == null) {
            return;
        }
        if (!ZoneId.getAvailableZoneIds().contains(timezone)) {
            throw new IllegalArgumentException("'timezone' is a zone such as Europe/Madrid");
        }
    }

    private static List<String> journeys(JsonNode array, Catalog catalog) {
        List<String> journeys = new ArrayList<>();
        if (array.isMissingNode() || array.isNull()) {
            return journeys;
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("'journeys' is a list of ids");
        }
        for (JsonNode one : array) {
            String id = one.asText();
            if (catalog.journey(id).isEmpty()) {
                throw new IllegalArgumentException("'journeys' names '" + (id.length() > 40 ? id.substring(0, 40) : id)
                        + "', which the catalog does not have");
            }
            if (!journeys.contains(id)) {
                journeys.add(id);
            }
        }
        return journeys;
    }

    private List<Subscriber.Consent> consents(JsonNode node) {
        Map<String, Instant> consents = new LinkedHashMap<>();
        String alone = text(node, "consentedAt");
        if (alone != null) {
            consents.put("sms", time("consentedAt", alone));
        }
        JsonNode array = node.path("consents");
        if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
            throw new IllegalArgumentException(
                    "'consents' is a list such as [{\"channel\":\"sms\",\"at\":\"2026-01-31T09:00:00Z\"}]");
        }
        for (JsonNode one : array) {
            String channel = one.path("channel").asText("");
            if (!CHANNELS.contains(channel)) {
                throw new IllegalArgumentException("A consent's 'channel' is sms, email or voice");
            }
            consents.put(channel, time("consents.at", one.path("at").asText("")));
        }
        return consents.entrySet().stream()
                .map(e -> new Subscriber.Consent(e.getKey(), e.getValue()))
                .toList();
    }

    private Instant time(String field, String text) {
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(times.in(World.LIVE).plusSeconds(300))) {
                throw new IllegalArgumentException("'" + field + "' lies in the future: nobody can have agreed yet");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + field + "' is a time in UTC such as 2026-01-31T09:00:00Z", e);
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' is a text");
        }
        String text = value.asText().strip();
        if (text.codePoints().anyMatch(c -> c < ' ' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("'" + field + "' has a character that is part of no text");
        }
        return text.isEmpty() ? null : text;
    }
}
