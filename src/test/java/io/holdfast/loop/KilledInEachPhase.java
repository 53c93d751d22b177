package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with Slack and Twilio on the wire, killed (SIGKILL) in each phase and started again. */
abstract class KilledInEachPhase {
    /** Whether both databases see every kill. */
    static final boolean EVERYWHERE = Boolean.getBoolean("holdfast.every-phase");

    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String HERE = "+447700900123";
    private static final String ELSEWHERE = "+12025550123";

    @TempDir
    Path folder;

    private String url;
    private String user;
    private String password;

    /** Where in the loop the process is killed. */
    enum Phase {
        DETECTED,
        ROUTED,
        TELLING,
        RECOVERING,
        REVIEWING
    }

    /** Whether on PostgreSQL; else on H2. */
    abstract boolean postgres();

    /** The phases in which the build kills it on this database; {@code docs/proofs/kills.sh} kills it in all of them on both. */
    abstract Set<Phase> killedIn();

    @Test
    void theIncidentGoesOnWhereItWasNothingIsLostAndNobodyIsToldTwice() {
        url = postgres()
                ? Databases.newPostgresUrl()
                : "jdbc:h2:file:" + folder.resolve("data/holdfast").toAbsolutePath()
                        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=1000;QUERY_CACHE_SIZE=256";
        user = postgres() ? "postgres" : "sa";
        password = postgres() ? "postgres" : "";
        Times times = new SettableClock(false);
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "twilio-token", times, Duration.ofMillis(300));
                SlackStandIn slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, times);
                RunningJar holdfast = RunningJar.start(
                        folder,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=" + password,
                        "--holdfast.clock=settable",
                        // A killed node's jobs and calls stand still for so long.
                        "--camunda.bpm.job-execution.lock-time-in-millis=8000",
                        "--holdfast.delivery.read-timeout=3s",
                        "--holdfast.delivery.lease=6s",
                        "--holdfast.delivery.grace=3s",
                        // Guidance that a kill left unclear is asked about at Slack's pace; customers wait no longer
                        // for it.
                        "--holdfast.delivery.hold-at-most=5s",
                        "--holdfast.approvals=tokens-too",
                        "--holdfast.api.token=a-token-for-the-test",
                        "--holdfast.twilio.api-url=" + twilio.origin(),
                        "--holdfast.twilio.account-sid=" + ACCOUNT,
                        "--holdfast.twilio.auth-token=twilio-token",
                        "--holdfast.twilio.from=+15005550006",
                        "--holdfast.slack.api-url=" + slack.apiUrl(),
                        "--holdfast.slack.bot-token=xoxb-test",
                        "--holdfast.slack.signing-secret=slack-secret")) {
            Http http = new Http(holdfast.url(), "a-token-for-the-test");
            LoopByApi loop = new LoopByApi(http);
            loop.subscriber(HERE, "eu-west");
            loop.subscriber(ELSEWHERE, "us-east");

            loop.signal(loop.alert("firing", "f1", "identity-provider", "eu-west"));
            again(holdfast, Phase.DETECTED);
            String key = "INC-1";
            loop.complete(key, "takeCommand", Map.of("verdict", "take"));
            again(holdfast, Phase.ROUTED);
            loop.complete(key, "confirmDiagnosis", Map.of("verdict", "confirm"));
            loop.complete(key, "approveMode", Map.of("verdict", "switch"));
            loop.complete(key, "approveUpdate", Map.of("verdict", "send"));
            again(holdfast, Phase.TELLING);
            LoopByApi.await("the first word", () -> twilio.taken().size() >= 1);
            loop.complete(key, "takeOwnership", Map.of("verdict", "take"));
            LoopByApi.await(
                    "the mode is on", () -> http.get("/api/modes").body().contains("security-questions"));

            loop.signal(loop.alert("resolved", "f1", "identity-provider", "eu-west"));
            again(holdfast, Phase.RECOVERING);
            LoopByApi.await(
                    "watching", () -> loop.incident(key).path("status").asText().equals("monitoring"));
            for (int i = 0; i < 8 && !loop.tasks(key).contains("workOffBacklog"); i++) {
                loop.nextDue();
                LoopByApi.await("an answer", () -> http.get("/api/clock").status() == 200);
            }
            loop.complete(key, "workOffBacklog", Map.of("callbacksLeft", 0, "waveOver", true));
            loop.complete(key, "writeReview", Map.of());
            again(holdfast, Phase.REVIEWING);
            loop.complete(key, "agreeOnActions", Map.of());
            LoopByApi.await(
                    "closed", () -> loop.incident(key).path("phase").asText().equals("closed"));

            LoopByApi.await(
                    "the all-clear", () -> texts(twilio, HERE).stream().anyMatch(t -> t.contains("it is over")));
            assertThat(texts(twilio, HERE)).doesNotHaveDuplicates();
            assertThat(texts(twilio, HERE).get(0)).contains("signing in to our app may fail");
            assertThat(texts(twilio, HERE))
                    .allMatch(t -> t.contains("signing in to our app may fail")
                            || t.contains("it works again, as far as we can see")
                            || t.contains("it is over"));
            assertThat(twilio.taken()).allMatch(sms -> sms.to().equals(HERE));
            onlyExpectedPostsAndNoneTwice(slack);
            assertThat(http.get("/api/modes").json().path("items")).isEmpty();
            assertThat(loop.tasks(key)).isEmpty();
            assertThat(http.get("/api/incidents").json().path("items")).hasSize(1);
        }
    }

    private void again(RunningJar holdfast, Phase phase) {
        if (!killedIn().contains(phase) && !EVERYWHERE) {
            return;
        }
        holdfast.kill();
        onlySmallVariables();
        holdfast.startAgain();
    }

    /** Facts and words are rows of ours: the engine holds four small variables, and no word to a customer. */
    private void onlySmallVariables() {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT NAME_, TEXT_, BYTEARRAY_ID_ FROM ACT_RU_VARIABLE")) {
            while (rows.next()) {
                assertThat(rows.getString("NAME_")).isIn("verdict", "ref", "rung");
                assertThat(rows.getString("BYTEARRAY_ID_")).isNull();
                if (rows.getString("TEXT_") != null) {
                    assertThat(rows.getString("TEXT_")).hasSizeLessThanOrEqualTo(64);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails on any post that nobody expected, and on two posts of one topic in one place: the second would have been an edit. */
    private static void onlyExpectedPostsAndNoneTwice(SlackStandIn slack) {
        List<String> places = slack.posts().stream()
                .map(p -> p.channel() + " " + p.key().replaceAll("#.*", ""))
                .toList();
        assertThat(places).doesNotHaveDuplicates();
        assertThat(slack.posts().stream()
                        .flatMap(p -> slack.replies(p.ts()).stream())
                        .map(SlackStandIn.Post::key))
                .doesNotHaveDuplicates();
        assertThat(places).allMatch(p -> p.matches("\\S+ INC-1/((page|task|guidance|remind)/.*|room)"));
    }

    private static List<String> texts(TwilioStandIn twilio, String phone) {
        return twilio.taken().stream()
                .filter(sms -> sms.to().equals(phone))
                .map(TwilioStandIn.Sms::body)
                .toList();
    }
}
