package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** What people and senders do in one incident, by the public API alone. */
final class LoopByApi {
    private final Http http;

    LoopByApi(Http http) {
        this.http = http;
    }

    String alert(String status, String fingerprint, String service, String region) {
        Instant now = Instant.now();
        String ends = status.equals("firing") ? "0001-01-01T00:00:00Z" : now.toString();
        return """
                {"version":"4","status":"%s","alerts":[{"status":"%s","fingerprint":"%s",
                 "labels":{"alertname":"Fails","service":"%s","severity":"critical","region":"%s"},
                 "annotations":{"summary":"It fails"},"startsAt":"%s","endsAt":"%s"}]}
                """.formatted(status, status, fingerprint, service, region, now, ends);
    }

    void signal(String body) {
        assertThat(http.post("/api/signals/alertmanager", body).status()).isEqualTo(202);
    }

    void subscriber(String phone, String region) {
        Http.Reply reply = http.post(
                "/api/subscribers",
                Map.of("phone", phone, "locale", "en", "region", region, "consentedAt", "2026-01-01T00:00:00Z"));
        assertThat(reply.json().path("accepted").asInt()).as(reply.body()).isEqualTo(1);
    }

    JsonNode incident(String key) {
        return http.get("/api/incidents/" + key).json();
    }

    Optional<JsonNode> task(String incident, String key) {
        for (JsonNode task : http.get("/api/tasks?incident=" + incident).json().path("items")) {
            if (task.path("key").asText().equals(key)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    Set<String> tasks(String incident) {
        Set<String> keys = new TreeSet<>();
        http.get("/api/tasks?incident=" + incident)
                .json()
                .path("items")
                .forEach(t -> keys.add(t.path("key").asText()));
        return keys;
    }

    /** Waits for the task, answers what is given, takes every proposal for the rest, and completes it. */
    void complete(String incident, String key, Map<String, Object> answers) {
        await("task " + key, () -> task(incident, key).isPresent());
        JsonNode task = task(incident, key).orElseThrow();
        Map<String, Object> all = new LinkedHashMap<>();
        for (JsonNode field : task.path("fields")) {
            String id = field.path("id").asText();
            if (answers.containsKey(id)) {
                all.put(id, answers.get(id));
            } else if (id.startsWith("text.")) {
                // Words that nobody edits are left out: they are drawn as they hold when they are approved.
                continue;
            } else if (field.path("value").isValueNode() && !field.path("value").isNull()) {
                all.put(id, Http.JSON.convertValue(field.get("value"), Object.class));
            } else if (field.path("required").asBoolean()) {
                all.put(
                        id,
                        field.path("type").asText().equals("enum")
                                ? field.path("options").path(0).path("id").asText()
                                : field.path("type").asText().equals("boolean") ? Boolean.TRUE : "Written by the test");
            }
        }
        Http.Reply reply = http.post("/api/tasks/" + task.path("id").asText() + "/complete", all);
        assertThat(reply.status()).as(key + ": " + reply.body()).isEqualTo(204);
    }

    void nextDue() {
        assertThat(http.post("/api/clock", Map.of("to", "next-due")).status()).isEqualTo(200);
    }

    /** How many text messages of this incident's customer stream reached somebody, over all versions. */
    long textsTold(String incident) {
        long told = 0;
        for (JsonNode m :
                http.get("/api/incidents/" + incident + "/messages").json().path("items")) {
            if (m.path("topic").asText().equals(incident + "/customer")) {
                told += m.path("counts").path("sent").asLong()
                        + m.path("counts").path("delivered").asLong();
            }
        }
        return told;
    }

    static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                // A killed node's job stands still for 30 s, and an attempt without an answer is asked about for 29 s.
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(condition);
    }
}
