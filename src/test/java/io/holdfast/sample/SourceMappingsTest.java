package io.holdfast.sample;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mapping turns what its source sends into canonical signals. */
class SourceMappingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "id",
            "key",
            "source",
            "kind",
            "journey",
            "dependency",
            "metric",
            "value",
            "count",
            "status",
            "at",
            "title",
            "labels",
            "links");

    @Test
    void aMixedGroupOfAlertmanagerBecomesOneSignalForEachAlert() throws IOException {
        JsonNode signals = map("alertmanager", fixture("alertmanager-group"));
        assertThat(signals).hasSize(2);
        JsonNode first = signals.get(0);
        assertThat(first.has("id")).isFalse();
        assertThat(text(first, "/key")).isEqualTo("9f3e2a7c11d05b48");
        assertThat(text(first, "/source")).isEqualTo("alertmanager");
        assertThat(text(first, "/kind")).isEqualTo("alert");
        assertThat(text(first, "/status")).isEqualTo("firing");
        assertThat(text(first, "/at")).isEqualTo("2026-11-23T08:52:10.123Z");
        assertThat(text(first, "/title")).isEqualTo("Token requests fail <module> {{ $labels.x }} @here");
        assertThat(text(first, "/labels/severity")).isEqualTo("critical");
        assertThat(text(first, "/labels/shard")).isEqualTo("3");
        assertThat(text(first, "/links/runbook")).startsWith("https://runbooks");
        JsonNode second = signals.get(1);
        assertThat(text(second, "/status")).isEqualTo("resolved");
        assertThat(text(second, "/at")).isEqualTo("2026-11-23T08:55:00Z");
        assertThat(text(second, "/title")).isEqualTo("Token requests fail");
        assertThat(second.at("/links/graph").isMissingNode()).isTrue();
    }

    @Test
    void withoutAFingerprintTheSortedLabelsNameTheCondition() throws IOException {
        JsonNode signals = map("alertmanager", fixture("alertmanager-imitator"));
        assertThat(signals).hasSize(2);
        assertThat(text(signals.get(0), "/key")).isEqualTo("alertname=SlowRecords,service=crm");
        assertThat(text(signals.get(0), "/status")).isEqualTo("resolved");
        assertThat(text(signals.get(0), "/title")).isEqualTo("SlowRecords");
        assertThat(text(signals.get(1), "/key")).isEqualTo("alertname=SlowRecords,pod=b,service=crm");
        assertThat(text(signals.get(1), "/status")).isEqualTo("firing");
    }

    @Test
    void aLoneAlertAndABareListOfAlertsAreTakenToo() throws IOException {
        assertThat(map("alertmanager", "{\"labels\":{\"alertname\":\"A\"},\"endsAt\":\"0001-01-01T00:00:00Z\"}"))
                .hasSize(1)
                .allMatch(s -> text(s, "/status").equals("firing") && !s.has("at"));
        assertThat(map("alertmanager", "[{\"labels\":{\"alertname\":\"A\"}},{\"annotations\":{\"summary\":\"B\"}}]"))
                .hasSize(2)
                .anyMatch(s -> text(s, "/title").equals("B") && !s.has("key"));
    }

    @Test
    void grafanaOfTodayIsReadLikeAlertmanager() throws IOException {
        JsonNode signal = only(map("grafana", fixture("grafana-unified")));
        assertThat(text(signal, "/key")).isEqualTo("57c6d9296de2ad39");
        assertThat(text(signal, "/source")).isEqualTo("grafana");
        assertThat(text(signal, "/title")).isEqualTo("Callers give up after 4 minutes");
        assertThat(text(signal, "/labels/journey")).isEqualTo("reach-team");
        assertThat(text(signal, "/labels/severity")).isEqualTo("warning");
        assertThat(JSON.convertValue(signal.get("links"), Map.class))
                .isEqualTo(Map.of("dashboard", "https://grafana.northbank.example/d/voice"));
    }

    @ParameterizedTest
    @CsvSource({
        "alerting,alert,firing,rule-1-0,",
        "ok,alert,resolved,rule-1-0,",
        "no_data,alert,firing,rule-1-0,warning",
        "pending,notice,firing,rule-1-0 pending,info",
        "paused,notice,firing,rule-1-0 paused,info"
    })
    void grafanaOfOldSpeaksByItsState(String state, String kind, String status, String key, String severity)
            throws IOException {
        JsonNode signal = only(map(
                "grafana",
                fixture("grafana-legacy").replace("\"state\": \"alerting\"", "\"state\": \"" + state + "\"")));
        assertThat(text(signal, "/kind")).isEqualTo(kind);
        assertThat(text(signal, "/status")).isEqualTo(status);
        assertThat(text(signal, "/key")).isEqualTo(key);
        assertThat(signal.at("/labels/severity").asText(null)).isEqualTo(severity);
        assertThat(text(signal, "/labels/trunk")).isEqualTo("alpha");
        assertThat(text(signal, "/title")).isEqualTo("Voice jitter");
    }

    @Test
    void aStructuredEventOfADeploymentIsAChange() throws IOException {
        JsonNode signal = only(map("cloudevents", fixture("cloudevents-structured")));
        assertThat(text(signal, "/kind")).isEqualTo("change");
        assertThat(text(signal, "/id")).isEqualTo("b1c7-41");
        assertThat(text(signal, "/source")).isEqualTo("/northbank/deploy");
        assertThat(text(signal, "/at")).isEqualTo("2026-11-23T08:47:00Z");
        assertThat(text(signal, "/title")).isEqualTo("example.northbank.deploy.finished: token-cache");
        assertThat(text(signal, "/labels/dependency")).isEqualTo("identity-provider");
        assertThat(text(signal, "/labels/attempt")).isEqualTo("2");
        assertThat(text(signal, "/labels/to")).isEqualTo("v41");
    }

    @Test
    void aBatchMayHoldSignalsOfOursAndAnythingElse() throws IOException {
        JsonNode signals = map("cloudevents", fixture("cloudevents-batch"));
        assertThat(signals).hasSize(2);
        JsonNode ours = signals.get(0);
        assertThat(text(ours, "/id")).isEqualTo("m-1");
        assertThat(text(ours, "/source")).isEqualTo("synthetic-eu");
        assertThat(text(ours, "/kind")).isEqualTo("measurement");
        assertThat(ours.get("value").doubleValue()).isEqualTo(0.71);
        assertThat(ours.get("count").longValue()).isEqualTo(412);
        assertThat(text(ours, "/at")).isEqualTo("2026-11-23T09:14:00Z");
        assertThat(text(signals.get(1), "/kind")).isEqualTo("alert");
        assertThat(text(signals.get(1), "/status")).isEqualTo("resolved");
        assertThat(text(signals.get(1), "/key")).isEqualTo("records");
    }

    @Test
    void aBinaryEventIsReadFromItsHeaders() throws IOException {
        Map<String, Object> headers = new HashMap<>(Map.of(
                "ce-specversion", "1.0",
                "ce-id", "b-9",
                "ce-source", "/northbank/branch%20network",
                "ce-type", "example.northbank.news",
                "ce-severity", "warning",
                "content-type", "application/json"));
        JsonNode signal =
                only(map("cloudevents", "{\"summary\":\"Branch closed\",\"labels\":{\"branch\":7}}", headers));
        assertThat(text(signal, "/id")).isEqualTo("b-9");
        assertThat(text(signal, "/source")).isEqualTo("/northbank/branch network");
        assertThat(text(signal, "/kind")).isEqualTo("notice");
        assertThat(text(signal, "/title")).isEqualTo("Branch closed");
        assertThat(text(signal, "/labels/severity")).isEqualTo("warning");
        assertThat(text(signal, "/labels/branch")).isEqualTo("7");
        JsonNode canonical = only(map(
                "cloudevents",
                "{\"kind\":\"report\",\"journey\":\"reach-team\",\"title\":\"Nobody answers\"}",
                headers));
        assertThat(text(canonical, "/kind")).isEqualTo("report");
        assertThat(text(canonical, "/id")).isEqualTo("b-9");
    }

    @Test
    void aVendorsIncidentIsANoticeWithItsPageAsALabel() throws IOException {
        JsonNode signal = only(map("statuspage", fixture("statuspage-incident")));
        assertThat(text(signal, "/kind")).isEqualTo("notice");
        assertThat(text(signal, "/id")).isEqualTo("u2");
        assertThat(text(signal, "/key")).isEqualTo("pn5t0k7w2x1c");
        assertThat(text(signal, "/status")).isEqualTo("firing");
        assertThat(text(signal, "/at")).isEqualTo("2026-11-23T09:04:00Z");
        assertThat(text(signal, "/labels/severity")).isEqualTo("critical");
        assertThat(text(signal, "/labels/impact")).isEqualTo("major");
        assertThat(text(signal, "/labels/page")).isEqualTo("hrw8q1z0idpg");
        assertThat(text(signal, "/labels/components")).isEqualTo("Tokens (EU), Admin pages");
        JsonNode over = only(map(
                "statuspage",
                fixture("statuspage-incident")
                        .replace("\"status\": \"investigating\", \"impact\"", "\"status\": \"resolved\", \"impact\"")
                        .replace("\"resolved_at\": null", "\"resolved_at\": \"2026-11-23T09:50:00Z\"")));
        assertThat(text(over, "/status")).isEqualTo("resolved");
        assertThat(text(over, "/at")).isEqualTo("2026-11-23T09:50:00Z");
        assertThat(text(over, "/key")).isEqualTo("pn5t0k7w2x1c");
    }

    @Test
    void plannedWorkOfAVendorIsForInformationAndSaysWhen() throws IOException {
        JsonNode signal = only(map("statuspage", fixture("statuspage-maintenance")));
        assertThat(text(signal, "/kind")).isEqualTo("notice");
        assertThat(text(signal, "/labels/severity")).isEqualTo("info");
        assertThat(text(signal, "/labels/maintenance")).isEqualTo("true");
        assertThat(text(signal, "/labels/from")).isEqualTo("2026-11-29T02:00:00Z");
        assertThat(text(signal, "/labels/until")).isEqualTo("2026-11-29T04:00:00Z");
        assertThat(text(signal, "/labels/component")).isEqualTo("Records");
    }

    @ParameterizedTest
    @CsvSource({
        "partial_outage,firing,warning",
        "major_outage,firing,critical",
        "under_maintenance,firing,info",
        "operational,resolved,info"
    })
    void aComponentOfAVendorChangesItsState(String state, String status, String severity) throws IOException {
        JsonNode signal = only(map(
                "statuspage",
                fixture("statuspage-component")
                        .replace("\"new_status\": \"partial_outage\"", "\"new_status\": \"" + state + "\"")));
        assertThat(text(signal, "/kind")).isEqualTo("notice");
        assertThat(text(signal, "/key")).isEqualTo("rb5wg65qrcsr");
        assertThat(text(signal, "/status")).isEqualTo(status);
        assertThat(text(signal, "/labels/severity")).isEqualTo(severity);
        assertThat(text(signal, "/title")).isEqualTo("Records: " + state.replace('_', ' '));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text\"",
                "7",
                "null",
                "{\"alerts\":7}",
                "{\"alerts\":[null,{}]}",
                "{\"incident\":[]}",
                "{\"alerts\":{\"labels\":[1]}}",
                "{\"component_update\":null}",
                "[[{\"id\":1}]]"
            })
    void whatHoldsNoSignalGivesAnEmptyList(String body) throws IOException {
        for (String source : List.of("alertmanager", "grafana", "statuspage", "cloudevents")) {
            assertThat(map(source, body)).as(source + " " + body).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alerts\":[{\"labels\":[1,2],\"annotations\":\"x\",\"status\":7,\"startsAt\":{},\"endsAt\":3,\"fingerprint\":9}]}",
                "{\"labels\":7,\"state\":[1],\"tags\":\"a\",\"ruleId\":\"0\",\"title\":{},\"type\":{},\"id\":4,\"data\":[1],\"subject\":7}",
                "{\"incident\":{\"id\":7,\"status\":null,\"components\":\"x\",\"incident_updates\":[{}]},\"page\":9}",
                "{\"component_update\":{\"new_status\":7},\"component\":[]}"
            })
    void wrongTypesMakeNoMappingFail(String body) throws IOException {
        for (String source : List.of("alertmanager", "grafana", "statuspage", "cloudevents")) {
            for (JsonNode signal : map(source, body)) {
                assertThat(signal.at("/title").isTextual())
                        .as(source + " " + body)
                        .isTrue();
                assertThat(signal.at("/kind").isTextual()).isTrue();
            }
        }
    }

    @Test
    void everySourceOfTheSampleIsTriedHere() {
        assertThat(Sample.files("sources", ".jsonata"))
                .extracting(f -> f.getFileName().toString())
                .containsExactly(
                        "alertmanager.jsonata", "cloudevents.jsonata", "grafana.jsonata", "statuspage.jsonata");
    }

    private static JsonNode map(String source, String body) throws IOException {
        return map(source, body, Map.of("content-type", "application/json"));
    }

    private static JsonNode map(String source, String body, Map<String, Object> headers) throws IOException {
        Map<String, Object> input = new HashMap<>();
        input.put("body", JSON.readValue(body, Object.class));
        input.put("headers", headers);
        Object mapped = jsonata(Files.readString(Sample.PROCESSES.resolve("sources/" + source + ".jsonata")))
                .evaluate(input);
        JsonNode signals = JSON.valueToTree(mapped);
        assertThat(signals.isArray()).as(source + " answers a list: " + signals).isTrue();
        for (JsonNode signal : signals) {
            signal.fieldNames().forEachRemaining(name -> assertThat(FIELDS).contains(name));
            signal.path("labels")
                    .forEach(value -> assertThat(value.isTextual())
                            .as("labels are text: " + signal)
                            .isTrue());
            signal.path("links").forEach(value -> assertThat(value.asText()).startsWith("http"));
        }
        return signals;
    }

    private static String fixture(String name) throws IOException {
        try (var in = SourceMappingsTest.class.getResourceAsStream("/payloads/" + name + ".json")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static JsonNode only(JsonNode signals) {
        assertThat(signals).hasSize(1);
        return signals.get(0);
    }

    private static String text(JsonNode signal, String pointer) {
        assertThat(signal.at(pointer).isTextual()).as(pointer + " in " + signal).isTrue();
        return signal.at(pointer).asText();
    }
}
