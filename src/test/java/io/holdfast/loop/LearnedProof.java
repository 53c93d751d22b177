package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proof of the loop on the packaged jar: an outage without a fitting rule, its change tried, approved and in force, the same outage
 * again, and once more with the change rolled back. {@code docs/proofs/learning.sh} runs it; its small twin is {@code ChangesContract}.
 */
class LearnedProof {
    private static final String RULES = "processes/decisions/fallback-rules.dmn";
    private static final String TOKEN = "a-token-for-the-test";
    private static final int WARM = 6;
    private static final int LASTS = 30;
    private static final int MOST = 150;

    /** What people do, as soon as they are asked. */
    private static final Map<String, Map<String, Object>> ANSWERS = Map.ofEntries(
            Map.entry("isThisReal", Map.of("verdict", "confirm")),
            Map.entry("takeCommand", Map.of("verdict", "take")),
            Map.entry("confirmDiagnosis", Map.of("verdict", "confirm")),
            Map.entry("takeOwnership", Map.of("verdict", "take")),
            Map.entry("approveMode", Map.of("verdict", "switch")),
            Map.entry("approveUpdate", Map.of("verdict", "send")),
            Map.entry("switchByHand", Map.of()),
            Map.entry("undoByHand", Map.of()),
            Map.entry("workOffBacklog", Map.of("callbacksLeft", 0, "waveOver", true)),
            Map.entry("giveAllClear", Map.of()),
            Map.entry("writeReview", Map.of()),
            Map.entry("agreeOnActions", Map.of()));

    @TempDir
    Path folder;

    /** @param mitigated seconds until something was done against it; null where nothing was */
    private record Ran(String key, boolean mode, Double mitigated, double impact) {}

    @Test
    void anOutageTeachesTheNextOneAndTakenBackItIsAsBefore() throws IOException {
        String whole = Files.readString(Path.of(RULES));
        Path own = folder.resolve("own").resolve(RULES);
        Files.createDirectories(own.getParent());
        Files.writeString(own, without(whole, "r1", "r2", "r4"));
        try (RunningJar holdfast = RunningJar.start(
                folder,
                "--holdfast.playbook.location=" + folder.resolve("own"),
                "--holdfast.clock=settable",
                "--holdfast.approvals=tokens-too",
                "--holdfast.api.token=" + TOKEN)) {
            Http http = new Http(holdfast.url(), TOKEN);
            Ran first = run(http);
            say("1", first);
            assertThat(first.mode()).isFalse();

            JsonNode change = http.post(
                            "/api/playbook/changes",
                            Map.of(
                                    "path",
                                    RULES,
                                    "content",
                                    whole,
                                    "because",
                                    "Sign-ins failed for half an hour",
                                    "incident",
                                    first.key()))
                    .json();
            String id = change.path("id").asText();
            assertThat(change.path("problems")).isEmpty();
            LoopByApi.await("replayed", () -> !state(http, id).equals("replaying"));
            String sentence = http.get("/api/playbook/changes/" + id)
                    .json()
                    .path("replay")
                    .path("sentence")
                    .asText();
            System.out.println("PROOF " + id + ": " + sentence);
            assertThat(sentence).contains("the mode would have come").contains("min earlier");
            assertThat(http.post("/api/playbook/changes/" + id + "/approve", Map.of("because", "mine"))
                            .status())
                    .as("its author can't")
                    .isEqualTo(403);
            String second = http.post("/api/tokens", Map.of("name", "another", "scopes", List.of("read", "approve")))
                    .json()
                    .path("token")
                    .asText();
            Http other = new Http(holdfast.url(), second);
            assertThat(other.post("/api/playbook/changes/" + id + "/approve", Map.of("because", "It helps"))
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("in-force");

            Ran again = run(http);
            say("2", again);
            assertThat(again.mode()).isTrue();
            assertThat(again.impact()).isLessThan(first.impact());
            assertThat(again.mitigated()).isNotNull();
            assertThat(first.mitigated() == null ? Double.MAX_VALUE : first.mitigated())
                    .isGreaterThan(again.mitigated());

            assertThat(other.post("/api/playbook/changes/" + id + "/roll-back", Map.of("because", "To see"))
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("rolled-back");
            Ran third = run(http);
            say("3", third);
            assertThat(third.mode()).isFalse();
            assertThat(third.impact()).isCloseTo(first.impact(), within(1.0));
        }
    }

    private static void say(String which, Ran ran) {
        System.out.println("PROOF run " + which + " (" + ran.key() + "): mode " + (ran.mode() ? "came" : "did not come")
                + ", mitigated after "
                + (ran.mitigated() == null ? "never" : Math.round(ran.mitigated() / 60) + " min") + ", "
                + ran.impact() + " impact minutes");
    }

    private static String state(Http http, String id) {
        return http.get("/api/playbook/changes/" + id).json().path("state").asText();
    }

    private static String without(String rules, String... ids) {
        String left = rules;
        for (String id : ids) {
            int from = left.indexOf("      <rule id=\"" + id + "\">");
            int to = left.indexOf("</rule>", from) + "</rule>\n".length();
            left = left.substring(0, from) + left.substring(to);
        }
        return left;
    }

    /** Sign-ins fail for half an hour, or until the fallback lets people on; people do what they are asked for. */
    private static Ran run(Http http) {
        LoopByApi loop = new LoopByApi(http);
        String key = null;
        boolean mode = false;
        Instant from = now(http);
        for (int minute = 0; minute < MOST; minute++) {
            boolean fails = minute >= WARM && minute < WARM + LASTS && !mode;
            measure(http, fails ? 0.40 : 0.985);
            for (int i = 0; i < 6; i++) {
                pause();
                key = key == null ? open(http) : key;
                if (key != null) {
                    answer(loop, key);
                }
            }
            mode |= http.get("/api/modes").body().contains("security-questions");
            if (key != null && loop.incident(key).path("phase").asText().equals("closed")) {
                break;
            }
            assertThat(http.post("/api/clock", Map.of("advance", "PT1M")).status())
                    .isEqualTo(200);
        }
        assertThat(key).isNotNull();
        assertThat(loop.incident(key).path("phase").asText()).isEqualTo("closed");
        String known = key;
        Instant to = now(http).plusSeconds(60);
        String card = "/api/scorecard?from=" + from + "&to=" + to;
        LoopByApi.await(
                "counted",
                () -> http.get(card).json().path("all").path("incidents").asInt() == 1);
        JsonNode figures = http.get(card).json().path("all").path("figures");
        return new Ran(known, mode, median(figures, "time-to-mitigate"), sum(figures));
    }

    private static Instant now(Http http) {
        return Instant.parse(http.get("/api/clock").json().path("now").asText());
    }

    private static String open(Http http) {
        for (JsonNode incident : http.get("/api/incidents?state=open").json().path("items")) {
            if (!incident.path("phase").asText().equals("learn")) {
                return incident.path("key").asText();
            }
        }
        return null;
    }

    private static void answer(LoopByApi loop, String key) {
        Set<String> open = loop.tasks(key);
        ANSWERS.forEach((task, answers) -> {
            if (open.contains(task) && loop.task(key, task).isPresent()) {
                loop.complete(key, task, answers);
            }
        });
    }

    private static void measure(Http http, double succeed) {
        String at = now(http).toString();
        String row = "{\"id\":\"%s\",\"kind\":\"measurement\",\"at\":\"%s\",\"journey\":\"sign-in\",\"metric\":\"%s\","
                + "\"value\":%s,\"count\":400}";
        Http.Reply reply = http.post(
                "/api/signals",
                "[" + row.formatted("r" + at, at, "authentication_success_rate", succeed) + ","
                        + row.formatted("s" + at, at, "authentication_seconds", 2) + ","
                        + row.formatted("a" + at, at, "sign_in_answered_share", 0.995) + "]");
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(250_000_000L);
    }

    private static Double median(JsonNode figures, String id) {
        for (JsonNode figure : figures) {
            if (figure.path("id").asText().equals(id)) {
                return figure.path("median").isNumber() ? figure.path("median").asDouble() : null;
            }
        }
        throw new IllegalStateException("There is no figure " + id);
    }

    private static double sum(JsonNode figures) {
        for (JsonNode figure : figures) {
            if (figure.path("id").asText().equals("impact-minutes")) {
                return figure.path("sum").path("high").asDouble();
            }
        }
        throw new IllegalStateException("There are no impact minutes");
    }
}
