package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.Databases;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.standin.Weather;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long proofs of delivery on the packaged jar, with figures; {@code docs/proofs/delivery.sh} runs them. Their small twin in the suite
 * is {@code OutboxUnderFireTest}.
 */
class FanOutProof {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final int RECIPIENTS = Integer.getInteger("proof.recipients", 10_000);
    private static final int MANY = Integer.getInteger("proof.many", 100_000);
    private static final long SEED = Long.getLong("proof.seed", 1);

    /** As {@code read-timeout} below, and beyond it. */
    private static final Weather FOUL =
            new Weather(0.05, 0.05, 0.02, 0.01, Duration.ofSeconds(4), Duration.ofSeconds(3));

    @TempDir
    Path folder;

    private final Times times = new SettableClock(false);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void eachRecipientIsToldOnceThoughProcessesAreKilled(int nodes) {
        Random random = new Random(SEED);
        String database = nodes == 1 ? h2() : Databases.newPostgresUrl();
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "twilio-token", times, Duration.ofMillis(300));
                SlackStandIn slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, times);
                RunningJar first = jar(folder("first"), database, twilio, slack, 200)) {
            twilio.weather(FOUL, SEED);
            RunningJar second = nodes == 2 ? jar(folder("second"), database, twilio, slack, 200) : null;
            try {
                Http http = new Http(first.url(), "a-token-for-the-test");
                Instant approved = fanOut(http, RECIPIENTS);
                int kills = 0;
                while (kills < 5) {
                    int goal = twilio.taken().size() + 200 + random.nextInt(Math.max(1, RECIPIENTS / 8));
                    await("some more", () -> twilio.taken().size() >= Math.min(goal, RECIPIENTS - 1));
                    RunningJar victim = second != null ? second : first;
                    victim.kill();
                    kills++;
                    say("kill " + kills + " with " + twilio.taken().size() + " taken");
                    victim.startAgain();
                }
                await("everybody is told", () -> settled(http) == RECIPIENTS);
                say(nodes + " node(s): " + RECIPIENTS + " settled in "
                        + Duration.between(approved, times.real()).toSeconds() + " s, " + kills + " kills, "
                        + twilio.requests() + " requests; " + counts(http));
                assertThat(told(twilio))
                        .hasSize(RECIPIENTS)
                        .allSatisfy((to, n) -> assertThat(n).as(to).isEqualTo(1));
            } finally {
                if (second != null) {
                    second.close();
                }
            }
        }
    }

    @Test
    void noSecondHoldsMoreThanTheRateAcrossTwoNodes() {
        int rate = 50;
        int recipients = 3_000;
        String database = Databases.newPostgresUrl();
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "twilio-token", times, null);
                SlackStandIn slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, times);
                RunningJar first = jar(folder("first"), database, twilio, slack, rate);
                RunningJar second = jar(folder("second"), database, twilio, slack, rate)) {
            assertThat(second.url()).isNotEqualTo(first.url());
            Http http = new Http(first.url(), "a-token-for-the-test");
            fanOut(http, recipients);
            await("everybody is told", () -> twilio.taken().size() >= recipients);
            List<Long> at = twilio.taken().stream()
                    .map(s -> s.at().toEpochMilli())
                    .sorted()
                    .toList();
            int most = most(at);
            long begun = at.get(0);
            for (int i = rate + 1; i < at.size(); i++) {
                if (at.get(i) - at.get(i - rate - 1) < 1000) {
                    say("too many in the second that ends " + (at.get(i) - begun) + " ms after the first");
                }
            }
            double median = median(at);
            say("rate " + rate + ": at most " + most + " in any second, median second " + median);
            assertThat(most).isLessThanOrEqualTo(rate + 1);
            assertThat(median).isGreaterThanOrEqualTo(0.95 * rate);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aHundredThousandAreToldInBoundedMemoryAtASteadyRate(String on) {
        String database = on.equals("H2") ? h2() : Databases.newPostgresUrl();
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "twilio-token", times, null);
                SlackStandIn slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, times);
                RunningJar holdfast = jar(folder("first"), database, twilio, slack, 100_000)) {
            Http http = new Http(holdfast.url(), "a-token-for-the-test");
            Instant approved = fanOut(http, MANY);
            Awaitility.await("everybody is told")
                    .atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> twilio.taken().size() >= MANY);
            List<TwilioStandIn.Sms> taken = twilio.taken();
            Duration first = Duration.between(approved, taken.get(0).at());
            double start = rate(taken, 0.05, 0.25);
            double end = rate(taken, 0.75, 0.95);
            say("%s: %d told in %d s; the first after %d ms; %.0f/s at the start, %.0f/s at the end"
                    .formatted(
                            on,
                            taken.size(),
                            Duration.between(approved, taken.get(MANY - 1).at()).toSeconds(),
                            first.toMillis(),
                            start,
                            end));
            assertThat(first).isLessThan(Duration.ofSeconds(2));
            assertThat(end).isGreaterThanOrEqualTo(0.9 * start);
            assertThat(told(twilio)).hasSize(MANY);
        }
    }

    private static double rate(List<TwilioStandIn.Sms> taken, double from, double to) {
        int a = (int) (taken.size() * from);
        int b = (int) (taken.size() * to);
        Duration took = Duration.between(taken.get(a).at(), taken.get(b).at());
        return (b - a) * 1000.0 / Math.max(1, took.toMillis());
    }

    private static int most(List<Long> at) {
        int most = 0;
        int from = 0;
        for (int to = 0; to < at.size(); to++) {
            while (at.get(to) - at.get(from) >= 1000) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static double median(List<Long> at) {
        long begin = at.get(0);
        int seconds = (int) ((at.get(at.size() - 1) - begin) / 1000);
        int[] counts = new int[seconds];
        at.forEach(t -> {
            int second = (int) ((t - begin) / 1000);
            if (second < seconds) {
                counts[second]++;
            }
        });
        Arrays.sort(counts);
        return counts[seconds / 2];
    }

    private static Map<String, Integer> told(TwilioStandIn twilio) {
        Map<String, Integer> told = new HashMap<>();
        twilio.taken().forEach(sms -> told.merge(sms.to(), 1, Integer::sum));
        return told;
    }

    /** Opens an incident, answers what is asked, and returns when the first word was approved. */
    private static Instant fanOut(Http http, int recipients) {
        for (int from = 0; from < recipients; from += 2_000) {
            String lines = String.join(
                    "\n",
                    IntStream.range(from, Math.min(recipients, from + 2_000))
                            .mapToObj(i ->
                                    "{\"phone\":\"+4477%08d\",\"region\":\"eu-west\",\"locale\":\"en\",\"consentedAt\":\"2026-01-01T00:00:00Z\"}"
                                            .formatted(i))
                            .toList());
            Http.Reply reply = http.post("/api/subscribers", lines, "application/x-ndjson");
            assertThat(reply.json().path("accepted").asInt()).as(reply.body()).isPositive();
        }
        LoopByApi loop = new LoopByApi(http);
        loop.signal(loop.alert("firing", "f1", "identity-provider", "eu-west"));
        loop.complete("INC-1", "takeCommand", Map.of("verdict", "take"));
        loop.complete("INC-1", "confirmDiagnosis", Map.of("verdict", "confirm"));
        loop.complete("INC-1", "approveMode", Map.of("verdict", "switch"));
        loop.complete("INC-1", "approveUpdate", Map.of("verdict", "send"));
        return Instant.now();
    }

    private static JsonNode counts(Http http) {
        for (JsonNode m : http.get("/api/incidents/INC-1/messages").json().path("items")) {
            if (m.path("topic").asText().equals("INC-1/customer")) {
                return m.path("counts");
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static long settled(Http http) {
        JsonNode counts = counts(http);
        return counts.path("sent").asLong() + counts.path("delivered").asLong();
    }

    private String h2() {
        return "jdbc:h2:file:" + folder.resolve("data/holdfast").toAbsolutePath()
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=1000;QUERY_CACHE_SIZE=256";
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static RunningJar jar(
            Path folder, String database, TwilioStandIn twilio, SlackStandIn slack, double perSecond) {
        boolean h2 = database.startsWith("jdbc:h2");
        List<String> settings = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + (h2 ? "sa" : "postgres"),
                "--spring.datasource.password=" + (h2 ? "" : "postgres"),
                "--holdfast.approvals=tokens-too",
                "--holdfast.api.token=a-token-for-the-test",
                "--holdfast.delivery.read-timeout=3s",
                "--holdfast.slack.bot-token=xoxb-test",
                "--holdfast.slack.signing-secret=slack-secret",
                "--holdfast.slack.api-url=" + slack.apiUrl(),
                "--holdfast.twilio.account-sid=" + ACCOUNT,
                "--holdfast.twilio.auth-token=twilio-token",
                "--holdfast.twilio.from=+15005550006",
                "--holdfast.twilio.messages-per-second=" + perSecond,
                "--holdfast.twilio.api-url=" + twilio.origin()));
        return RunningJar.start(folder, settings.toArray(String[]::new));
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(condition);
    }

    @SuppressWarnings("SystemOut")
    private static void say(String words) {
        System.out.println("PROOF " + words);
    }
}
