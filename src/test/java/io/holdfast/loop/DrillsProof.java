package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long proofs of the shipped scenarios on the packaged jar; {@code docs/proofs/drills.sh} runs them. Their small twin in the suite is
 * {@code DrillsContract}.
 */
class DrillsProof {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String HERE = "+447700900123";
    private static final String TOKEN = "a-token-for-the-test";
    private static final String RULES = "processes/decisions/";
    private static final String JOURNEYS = "processes/catalog/journeys.yaml";

    @TempDir
    Path folder;

    /**
     * What a scenario depends on.
     *
     * @param without the file without it
     * @param misses words of an expectation that must not come true then
     */
    private record Without(String scenario, String file, UnaryOperator<String> without, String misses) {}

    private static final List<Without> RULES_GONE = List.of(
            new Without("crm-slow-at-peak", RULES + "fallback-rules.dmn", noRule("\"short-record\""), "short record"),
            new Without(
                    "bot-handoff-fails", RULES + "fallback-rules.dmn", noRule("\"straight-to-person\""), "straight"),
            new Without("one-region-degrades", RULES + "fallback-rules.dmn", noRule("\"second-site\""), "second site"),
            new Without(
                    "identity-latency",
                    RULES + "fallback-rules.dmn",
                    noRule("\"security-questions\""),
                    "security questions"),
            new Without(
                    "bad-release-taken-back",
                    JOURNEYS,
                    s -> s.replaceAll(" *undoes: \\{dependency: payments-api.*\\n", ""),
                    "Take the release"),
            new Without(
                    "channels-fail-in-part", RULES + "fallback-rules.dmn", noRule("\"short-record\""), "short record"),
            new Without("alert-storm", RULES + "severity.dmn", noRule("\"SEV1: most customers"), "SEV1"),
            new Without("flapping", RULES + "triage.dmn", noRule("somebody should look"), "isThisReal"),
            new Without(
                    "silence",
                    JOURNEYS,
                    s -> s.replaceAll("(metric: authentication_success_rate.*), expectedEvery: PT1M}", "$1}"),
                    "never comes to this: outside it is “resolved”"),
            new Without(
                    "two-on-one-journey",
                    RULES + "ownership.dmn",
                    noRule("what the others run on"),
                    "owner is Platform"),
            new Without("failback-fails", RULES + "fallback-rules.dmn", noRule("\"short-record\""), "short record"),
            new Without(
                    "fix-makes-it-worse",
                    JOURNEYS,
                    s -> s.replace(
                                    "verify: {metrics: [completion_rate], within: PT10M}",
                                    "verify: {metrics: [payments_waiting], within: PT4H}")
                            .replace(
                                    "verify: {metric: completion_rate, expect: {run: previous}}",
                                    "verify: {expect: {run: previous}}"),
                    "rolled back"));

    private static UnaryOperator<String> noRule(String says) {
        return s -> rules(s, says, rule -> "");
    }

    /** The table with each rule that says so changed. */
    private static String rules(String table, String says, UnaryOperator<String> change) {
        Matcher rule = Pattern.compile("(?s)\\s*<rule .*?</rule>").matcher(table);
        StringBuilder changed = new StringBuilder();
        while (rule.find()) {
            String text = rule.group();
            rule.appendReplacement(changed, Matcher.quoteReplacement(text.contains(says) ? change.apply(text) : text));
        }
        return rule.appendTail(changed).toString();
    }

    @Test
    void eachScenarioPassesAndWithoutWhatItDependsOnItFailsAndSaysWhichExpectationAndWhy() {
        try (RunningJar holdfast = RunningJar.start(folder("all"), "--holdfast.api.token=" + TOKEN)) {
            Http http = new Http(holdfast.url(), TOKEN);
            for (Without each : RULES_GONE) {
                JsonNode drill = run(http, each.scenario());
                tell("%s: %s in %s"
                        .formatted(each.scenario(), drill.path("state").asText(), took(drill)));
                assertThat(drill.path("state").asText())
                        .as(drill.toPrettyString())
                        .isEqualTo("passed");
            }
        }
        for (Without each : RULES_GONE) {
            Path own = folder("own-" + each.scenario());
            String good = read(Path.of(System.getProperty("holdfast.basedir")).resolve(each.file()));
            String without = each.without().apply(good);
            assertThat(without).as("something is gone from " + each.file()).isNotEqualTo(good);
            write(own.resolve(each.file()), without);
            try (RunningJar holdfast = RunningJar.start(
                    folder("without-" + each.scenario()),
                    "--holdfast.api.token=" + TOKEN,
                    "--holdfast.playbook.location=" + own)) {
                JsonNode drill = run(new Http(holdfast.url(), TOKEN), each.scenario());
                List<String> missed = missed(drill);
                tell(each.scenario() + " without it: " + drill.path("state").asText() + "; "
                        + String.join("; ", missed));
                assertThat(drill.path("state").asText()).isEqualTo("failed");
                assertThat(missed).anyMatch(m -> m.contains(each.misses()));
            }
        }
    }

    @Test
    void besideARealIncidentNoDrillReachesARealChannelOrChangesAnythingOutsideIt() {
        Times times = new SettableClock(false);
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "twilio-token", times, Duration.ofMillis(300));
                SlackStandIn slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, times);
                RunningJar holdfast = RunningJar.start(
                        folder("beside"),
                        "--holdfast.clock=settable",
                        "--holdfast.approvals=tokens-too",
                        "--holdfast.api.token=" + TOKEN,
                        "--holdfast.twilio.api-url=" + twilio.origin(),
                        "--holdfast.twilio.account-sid=" + ACCOUNT,
                        "--holdfast.twilio.auth-token=twilio-token",
                        "--holdfast.twilio.from=+15005550006",
                        "--holdfast.slack.api-url=" + slack.apiUrl(),
                        "--holdfast.slack.bot-token=xoxb-test",
                        "--holdfast.slack.signing-secret=slack-secret")) {
            Http http = new Http(holdfast.url(), TOKEN);
            LoopByApi loop = new LoopByApi(http);
            loop.subscriber(HERE, "eu-west");
            loop.signal(loop.alert("firing", "f1", "identity-provider", "eu-west"));
            loop.complete("INC-1", "takeCommand", Map.of("verdict", "take"));
            loop.complete("INC-1", "confirmDiagnosis", Map.of("verdict", "confirm"));
            loop.complete("INC-1", "approveMode", Map.of("verdict", "switch"));
            loop.complete("INC-1", "approveUpdate", Map.of("verdict", "send"));
            LoopByApi.await("the first word", () -> twilio.taken().size() >= 1);
            LoopByApi.await(
                    "the mode is on", () -> http.get("/api/modes").body().contains("security-questions"));
            String modes = modes(http);

            for (Without each : RULES_GONE) {
                assertThat(run(http, each.scenario()).path("state").asText())
                        .as(each.scenario())
                        .isEqualTo("passed");
            }

            assertThat(twilio.taken()).allMatch(sms -> sms.to().equals(HERE));
            assertThat(slack.posts()).allMatch(p -> p.key().startsWith("INC-1/"));
            JsonNode incidents = http.get("/api/incidents").json().path("items");
            assertThat(incidents).hasSize(1);
            assertThat(modes(http)).isEqualTo(modes);
            assertThat(http.get("/api/subscribers").json().path("items")).hasSize(1);
            Instant clock =
                    Instant.parse(http.get("/api/clock").json().path("now").asText());
            assertThat(Duration.between(clock, times.real()).abs()).isLessThan(Duration.ofSeconds(5));
            assertThat(http.get("/summary.json").body()).doesNotContain("DRILL");
            tell(
                    "beside INC-1: %d requests at Twilio, %d posts in Slack, all INC-1's; one incident, one subscriber, the clock as it was"
                            .formatted(twilio.taken().size(), slack.posts().size()));
        }
    }

    private static String modes(Http http) {
        List<String> all = new ArrayList<>();
        http.get("/api/modes")
                .json()
                .path("items")
                .forEach(m -> all.add(m.path("id").asText() + m.path("state").asText()));
        return all.toString();
    }

    private static JsonNode run(Http http, String scenario) {
        String id = http.post("/api/drills", Map.of("scenario", scenario))
                .json()
                .path("id")
                .asText();
        LoopByApi.await(
                scenario + " is over",
                () -> !http.get("/api/drills/" + id)
                        .json()
                        .path("state")
                        .asText()
                        .equals("running"));
        return http.get("/api/drills/" + id).json();
    }

    private static String took(JsonNode drill) {
        return Duration.between(
                        Instant.parse(drill.path("startedAt").asText()),
                        Instant.parse(drill.path("endedAt").asText()))
                .toString();
    }

    private static List<String> missed(JsonNode drill) {
        return StreamSupport.stream(drill.path("expectations").spliterator(), false)
                .filter(e -> e.path("outcome").asText().equals("failed"))
                .map(e -> e.path("text").asText() + " – " + e.path("why").asText())
                .toList();
    }

    private static void tell(String line) {
        System.out.println("PROOF " + line);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
