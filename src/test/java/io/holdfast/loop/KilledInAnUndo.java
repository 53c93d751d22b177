package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.standin.ActionStandIn;
import io.holdfast.standin.WebhookStandIn;
import io.holdfast.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar, killed (SIGKILL) while a mode is switched on (on H2) and while it is rolled back (on PostgreSQL): each effect is there
 * exactly once. {@code docs/proofs/kills.sh} kills it at both places on both.
 */
abstract class KilledInAnUndo {
    private static final String SECRET = "whsec_aG9sZGZhc3QtdGVzdC1zZWNyZXQtMzItYnl0ZXMtbG9uZw==";
    private static final String STEPS = """
                    actions:
                      - {id: one, kind: webhook, name: One, to: one, send: {is: "on"}, verify: {expect: {is: "on"}},
                         undo: {send: {is: usual}}}
                      - {id: two, kind: webhook, name: Two, to: two, send: {is: "on"}, verify: {expect: {is: "on"}},
                         undo: {send: {is: usual}}}
                      - {id: three, kind: webhook, name: Three, to: three, send: {is: "on"}, verify: {expect: {is: "on"}},
                         undo: {send: {is: usual}}}
            """;

    @TempDir
    Path folder;

    /** Whether on PostgreSQL; else on H2. */
    abstract boolean postgres();

    @Test
    void eachStepAndEachUndoTakesEffectOnceAndUndosComeNewestFirst() throws IOException {
        boolean postgres = postgres();
        String url = postgres
                ? Databases.newPostgresUrl()
                : "jdbc:h2:file:" + folder.resolve("data/holdfast").toAbsolutePath()
                        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=1000;QUERY_CACHE_SIZE=256";
        Path catalog = Files.createDirectories(folder.resolve("own/processes/catalog"));
        String first = "        features: {verification: questions,";
        String journeys = Files.readString(Path.of("processes/catalog/journeys.yaml"));
        assertThat(journeys).contains(first);
        Files.writeString(catalog.resolve("journeys.yaml"), journeys.replace(first, STEPS + first));
        try (WebhookStandIn other = new WebhookStandIn(0, SECRET, new SettableClock(false));
                RunningJar holdfast = RunningJar.start(
                        folder,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + (postgres ? "postgres" : "sa"),
                        "--spring.datasource.password=" + (postgres ? "postgres" : ""),
                        "--holdfast.playbook.location=" + folder.resolve("own"),
                        "--camunda.bpm.job-execution.lock-time-in-millis=8000",
                        "--holdfast.actions-lease=3s",
                        "--holdfast.approvals=tokens-too",
                        "--holdfast.api.token=a-token-for-the-test",
                        "--holdfast.actions.one.url=" + other.url("one"),
                        "--holdfast.actions.one.ask=" + other.stateUrl("one"),
                        "--holdfast.actions.one.secret=" + SECRET,
                        "--holdfast.actions.two.url=" + other.url("two"),
                        "--holdfast.actions.two.ask=" + other.stateUrl("two"),
                        "--holdfast.actions.two.secret=" + SECRET,
                        "--holdfast.actions.three.url=" + other.url("three"),
                        "--holdfast.actions.three.ask=" + other.stateUrl("three"),
                        "--holdfast.actions.three.secret=" + SECRET)) {
            // Long enough to be killed between the effect and the answer.
            other.slowBy(Duration.ofMillis(1500));
            Http http = new Http(holdfast.url(), "a-token-for-the-test");
            LoopByApi loop = new LoopByApi(http);
            loop.signal(loop.alert("firing", "f1", "identity-provider", "eu-west"));
            loop.complete("INC-1", "approveMode", Map.of("verdict", "switch"));
            LoopByApi.await("the second step", () -> other.inner().log().size() >= 2);
            if (!postgres || KilledInEachPhase.EVERYWHERE) {
                holdfast.kill();
                holdfast.startAgain();
            }
            LoopByApi.await("it is on", () -> http.get("/api/modes").body().contains("\"state\":\"on\""));
            assertThat(keys(other)).containsExactly("one_on", "two_on", "three_on");

            Http.Reply undo =
                    http.post("/api/modes/sign-in/security-questions/undo", Map.of("because", "it did not help"));
            assertThat(undo.status()).as(undo.body()).isEqualTo(200);
            LoopByApi.await("the second undo", () -> other.inner().log().size() >= 5);
            if (postgres || KilledInEachPhase.EVERYWHERE) {
                holdfast.kill();
                holdfast.startAgain();
            }
            LoopByApi.await(
                    "it is off",
                    () -> http.get("/api/modes").json().path("items").isEmpty());
            assertThat(keys(other))
                    .containsExactly("one_on", "two_on", "three_on", "three_undo", "two_undo", "one_undo");
            assertThat(other.inner().log())
                    .as("asked, a state that tells saves the second try")
                    .allMatch(e -> e.times() == 1);
            assertThat(other.refused()).isEmpty();
        }
    }

    private static List<String> keys(WebhookStandIn other) {
        return other.inner().log().stream()
                .map(ActionStandIn.Effect::asked)
                .map(a -> a.key().replaceFirst("^[^_]*_", ""))
                .toList();
    }
}
