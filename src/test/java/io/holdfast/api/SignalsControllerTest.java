package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.detect.IntakeForTests;
import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What machines, and those who mean ill, send. */
@NullUnmarked
abstract class SignalsControllerTest {

    static class OnH2Test extends SignalsControllerTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends SignalsControllerTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private static final String ALERT =
            "{\"kind\":\"alert\",\"title\":\"Down\",\"dependency\":\"crm\",\"severity\":\"critical\"}";

    private HikariDataSource source;
    private IntakeForTests detection;
    private MockMvc api;

    abstract HikariDataSource database();

    @BeforeEach
    void start() {
        source = database();
        detection = new IntakeForTests(source);
        Caller caller = new Caller("tester", true, Set.of(), Set.of("signals"));
        api = MockMvcBuilders.standaloneSetup(new SignalsController(detection.intake(), () -> caller))
                .setControllerAdvice(new Problems())
                .build();
    }

    @AfterEach
    void stop() {
        detection.close();
        source.close();
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return api.perform(request).andReturn().getResponse();
    }

    private MockHttpServletResponse json(String path, String body) throws Exception {
        return send(post(path).contentType("application/json").content(body));
    }

    private int status(String body) throws Exception {
        return json("/api/signals", body).getStatus();
    }

    private int calls;

    @Test
    void anIdleCallerLearnsItsIncidentInOneAnswer() throws Exception {
        MockHttpServletResponse answer = json("/api/signals", ALERT);
        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(answer.getContentAsString()).contains("\"accepted\":1", "\"duplicates\":0", "\"refused\":[]");
        // A busy machine may be late at times: then the caller is not kept waiting, and asks later.
        await().atMost(Duration.ofSeconds(60)).until(() -> learned() > 10);
    }

    private int learned() throws Exception {
        int known = 0;
        for (int i = 0; i < 15; i++) {
            String another = ALERT.replace("Down", "Down " + calls++);
            known += json("/api/signals", another).getContentAsString().contains("INC-1") ? 1 : 0;
        }
        return known;
    }

    @Test
    void whatCouldNeverBeReadIsRefusedByStatus() throws Exception {
        assertThat(status("{broken")).isEqualTo(400);
        assertThat(status("")).isEqualTo(400);
        assertThat(status("[]")).isEqualTo(400);
        assertThat(status("null")).isEqualTo(400);
        assertThat(status("\"text\"")).isEqualTo(400);
        assertThat(status("{\"kind\":\"measurement\",\"metric\":\"m\",\"value\":NaN}"))
                .isEqualTo(400);
        assertThat(status(ALERT + "{\"kind\"")).isEqualTo(400);
        assertThat(status("[" + " ".repeat(5 * 1024 * 1024) + ALERT + "]")).isEqualTo(413);
        assertThat(send(post("/api/signals").contentType("text/plain").content(ALERT))
                        .getStatus())
                .isEqualTo(415);
        assertThat(send(post("/api/signals")
                                .contentType("application/x-www-form-urlencoded")
                                .content(ALERT))
                        .getStatus())
                .isEqualTo(415);
        assertThat(send(post("/api/signals")
                                .contentType("application/json")
                                .header("Content-Encoding", "gzip")
                                .content(new byte[100]))
                        .getStatus())
                .isEqualTo(415);
        assertThat(json("/api/signals/nobody", "{}").getStatus()).isEqualTo(404);
        assertThat(json("/api/signals/..%2Fcatalog%2Fhouse", "{}").getStatus()).isBetween(400, 404);
        assertThat(detection.log().unplaced(World.LIVE, 10)).isEmpty();
    }

    @Test
    void hostileSignalsAreTakenAndBreakNothing() throws Exception {
        StringBuilder labels = new StringBuilder("\"a\":1");
        for (int i = 0; i < 10_000; i++) {
            labels.append(",\"label").append(i).append("\":\"").append(i).append('"');
        }
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        List<String> bodies = List.of(
                ALERT.replace("}", ",\"labels\":{" + labels + ",\"region\":\"eu-west\"}}"),
                ALERT.replace("}", ",\"labels\":" + deep + "}"),
                deep,
                ALERT.replace("Down", "lone \\ud800 surrogate"),
                ALERT.replace("Down", "nul \\u0000 sign"),
                ALERT.replace("Down", "<script>alert(1)</script> ${7*7} [[${7*7}]]"),
                ALERT.replace("}", ",\"at\":\"1970-01-01T00:00:00Z\"}"),
                ALERT.replace("}", ",\"at\":\"2999-01-01T00:00:00Z\"}"),
                ALERT.replace("}", ",\"at\":\"+999999999-12-31T23:59:59Z\"}"),
                ALERT.replace("}", ",\"at\":1e300}"),
                ALERT.replace("Down", "x".repeat(900_000)),
                ALERT.replace("}", ",\"id\":\"" + "i".repeat(100_000) + "\",\"key\":\"" + "k".repeat(100_000) + "\"}"),
                ALERT.replace("}", ",\"source\":\"" + "s".repeat(1_000) + "\"}"),
                ALERT.replace("}", ",\"labels\":{\"region\":\"" + "r".repeat(1_000) + "\"}}"),
                ALERT.replace("}", ",\"value\":1e999,\"count\":-5}"),
                ALERT.replace("}", ",\"value\":" + "9".repeat(100_000) + "}"),
                ALERT.replace("}", ",\"labels\":[],\"links\":7,\"journey\":{}}"));
        for (String body : bodies) {
            MockHttpServletResponse answer = json("/api/signals", body);
            assertThat(answer.getStatus())
                    .as(body.substring(0, Math.min(200, body.length())))
                    .isEqualTo(202);
            MockHttpServletResponse mapped = json("/api/signals/alertmanager", body);
            assertThat(mapped.getStatus()).isEqualTo(202);
        }
        byte[] latin = ALERT.replace("Down", "ca\u00edda").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send(post("/api/signals").contentType("application/json").content(latin))
                        .getStatus())
                .isEqualTo(202);
        assertThat(status("[".repeat(20_000) + "]".repeat(20_000))).isIn(202, 400);
        assertThat(detection.log().unplaced(World.LIVE, 100))
                .noneMatch(l -> String.valueOf(l.reason()).startsWith("It could not be judged"));
    }

    @Test
    void oneBadSignalDoesNotCostTheOthers() throws Exception {
        String body =
                "[" + ALERT + ",{\"kind\":\"alarm\"},7,{\"kind\":\"measurement\",\"metric\":\"m\",\"value\":\"NaN\"}]";
        String answer = json("/api/signals", body).getContentAsString();
        assertThat(answer).contains("\"accepted\":1", "\"index\":1", "\"index\":2", "\"index\":3", "and not alert");
        String lines = ALERT.replace("Down", "a") + "\n{broken\n\n" + ALERT.replace("Down", "b");
        MockHttpServletResponse streamed =
                send(post("/api/signals").contentType("application/x-ndjson").content(lines));
        assertThat(streamed.getStatus()).isEqualTo(202);
        assertThat(streamed.getContentAsString()).contains("\"accepted\":2", "\"index\":1");
        assertThat(send(post("/api/signals").contentType("application/x-ndjson").content("x\ny\n"))
                        .getStatus())
                .isEqualTo(400);
        assertThat(send(post("/api/signals")
                                .contentType("application/x-ndjson")
                                .content(ALERT + "\n" + " ".repeat(1_100_000)))
                        .getStatus())
                .isEqualTo(413);
    }

    @Test
    void aSourcesOwnFormatIsMappedAndWhatDoesNotMapIsKept() throws Exception {
        String alertmanager =
                "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"fingerprint\":\"f1\","
                        + "\"labels\":{\"alertname\":\"IdpDown\",\"service\":\"idp\",\"severity\":\"critical\",\"region\":\"eu-west\"},"
                        + "\"annotations\":{\"summary\":\"Sign-ins fail\"},\"startsAt\":\"2026-11-23T09:14:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"}]}";
        assertThat(send(post("/api/signals/alertmanager")
                                .contentType("text/plain")
                                .content(alertmanager))
                        .getContentAsString())
                .contains("\"accepted\":1");
        assertThat(json("/api/signals/alertmanager", alertmanager).getContentAsString())
                .contains("\"duplicates\":1");
        MockHttpServletResponse other = json("/api/signals/alertmanager", "{\"some\":\"thing else\"}");
        assertThat(other.getStatus()).isEqualTo(202);
        assertThat(other.getContentAsString()).contains("\"accepted\":1");
        assertThat(detection.log().unplaced(World.LIVE, 5))
                .anyMatch(l ->
                        l.kind().equals("raw") && String.valueOf(l.reason()).contains("finds no signal"));
        await().untilAsserted(() -> assertThat(detection.open()).containsExactly("INC-1"));
    }
}
