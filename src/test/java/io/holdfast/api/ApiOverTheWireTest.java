package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.Databases;
import io.holdfast.Holdfast;
import io.holdfast.security.Caller;
import io.holdfast.security.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The public API as programs meet it: JSON in, JSON out, and a problem detail whatever went wrong and wherever. */
@SpringBootTest(
        classes = Holdfast.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "holdfast.approvals=tokens-too",
            "holdfast.api.token=" + ApiOverTheWireTest.TOKEN,
            "holdfast.demo.token-file=target/api-over-the-wire/demo-token-${PID}",
            "server.address=127.0.0.1"
        })
@ActiveProfiles("demo")
@DirtiesContext
abstract class ApiOverTheWireTest {
    static final String TOKEN = "hf_api-over-the-wire";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUL = "\\u0000";

    static class OnH2Test extends ApiOverTheWireTest implements DescribedApi {
        @DynamicPropertySource
        static void database(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedH2Url);
        }

        @Autowired
        ObjectMapper json;

        @Autowired
        OpenApiExamples examples;

        @Test
        void nothingThatAProgramWritesIntoAnAddressIsOurFault() throws Exception {
            everyAddress();
        }

        @Override
        public JsonNode described() throws Exception {
            return json.readTree(get("/api/openapi.json").body());
        }

        @Override
        public ObjectMapper json() {
            return json;
        }

        @Override
        public OpenApiExamples examples() {
            return examples;
        }

        @Override
        public RequestMappingHandlerMapping mappings() {
            return mappings;
        }
    }

    static class OnPostgresTest extends ApiOverTheWireTest {
        @DynamicPropertySource
        static void database(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
            registry.add("spring.datasource.username", () -> "postgres");
            registry.add("spring.datasource.password", () -> "postgres");
        }

        // The stricter of the two databases about what it stores.
        @Test
        void nothingThatAProgramSendsInABodyIsOurFault() throws Exception {
            everyBody();
        }
    }

    @Value("${local.server.port}")
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcTemplate db;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private HttpResponse<String> ask(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (headers.length > 0) {
            request.headers(headers);
        }
        boolean own = List.of(headers).contains("Authorization");
        if (!own) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    final HttpResponse<String> get(String path, String... headers) throws Exception {
        return ask("GET", path, "", headers);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return ask("POST", path, body, "Content-Type", "application/json");
    }

    private static String detail(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .as(answer.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        try {
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asText()).isNotEmpty();
            assertThat(problem.path("instance").asText()).startsWith("/");
            return problem.path("detail").asText();
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    // ---- errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/signals             | application/json | 405 | POST",
                "DELETE | /api/v2/summary.json     | */*              | 404 | openapi.json",
                "GET    | /api/incidents/INC-1/nope| */*              | 404 | nothing at this address",
                "GET    | /api/v2/nope.json        | text/html        | 404 | nothing at this address",
                "GET    | /api/v2/nope.json        | */*              | 404 | nothing at this address",
                "GET    | /api/v2/summary.json     | application/xml  | 406 | The answer is application/json",
                "GET    | /api/modes               | application/xml  | 406 | The answer is application/json",
                "GET    | /api/modes/nope          | application/xml  | 404 | nope",
                "GET    | /ofrep/v1/nope           | */*              | 404 | openapi.json",
                "POST   | /slack/nope              | text/html        | 403 | scopes",
                "POST   | /twilio/nope             | text/html        | 403 | scopes",
                "GET    | /api/%2e%2e/x            | text/html        | 400 | do not read",
            })
    void whateverIsRefusedIsAProblemDetail(String method, String path, String accept, int status, String says)
            throws Exception {
        assertThat(detail(ask(method, path, "", "Accept", accept), status)).contains(says);
    }

    @Test
    void aVendorsCallThatIsTooLongIsAProblemToo() throws Exception {
        String tooLong = "x".repeat((1 << 20) + 1);
        for (String call : List.of("/slack/events", "/twilio/status")) {
            assertThat(detail(ask("POST", call, tooLong, "Content-Type", "text/plain"), 413))
                    .as(call)
                    .contains("longer than this call reads");
        }
    }

    @Test
    void aPageThatIsMissingStaysAPage() throws Exception {
        HttpResponse<String> page = get("/status/nope/nope", "Accept", "text/html", "Authorization", "none");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/xml",
                "application/yaml",
                "application/x-yaml",
                "application/cbor",
                "application/x-jackson-smile",
                "application/x-www-form-urlencoded",
                "text/plain"
            })
    void bodiesAreJsonAndNothingElse(String type) throws Exception {
        HttpResponse<String> clock = ask("POST", "/api/clock", "<Move/>", "Content-Type", type);
        assertThat(detail(clock, 415)).contains("application/json").contains(type);
        assertThat(detail(ask("POST", "/api/subscribers", "x", "Content-Type", type), 415))
                .contains("application/json")
                .contains("application/x-ndjson");
        assertThat(detail(ask("POST", "/api/signals", "x", "Content-Type", type), 415))
                .contains("application/json");
    }

    @Test
    void whatIsWrongWithABodyIsSaidInWordsOfJsonWithItsPlace() throws Exception {
        assertThat(detail(post("/api/tokens", "{\"name\":\"x\",\"scopes\":[\"read\",null]}"), 400))
                .isEqualTo("'scopes[1]' is null: leave it out, or say what is meant");
        assertThat(detail(post("/api/playbook/changes", "{\"files\":[null],\"because\":\"x\"}"), 400))
                .isEqualTo("'files[0]' is null: leave it out, or say what is meant");
        assertThat(detail(post("/api/messages/1/correct", "{\"texts\":{\"en\":null},\"because\":\"x\"}"), 400))
                .isEqualTo("'texts.en' is null: leave it out, or say what is meant");
        assertThat(detail(post("/api/users", "{\"username\":\"x\",\"roles\":\"viewer\"}"), 400))
                .isEqualTo("'roles' is a list, […]");
        assertThat(detail(post("/api/users", "{\"username\":\"x\",\"active\":\"perhaps\"}"), 400))
                .isEqualTo("'active' is true or false");
        assertThat(detail(post("/api/users", "{\"username\":\"a" + NUL + "\"}"), 400))
                .isEqualTo("'username' has the character U+0000, which is part of no text");
        assertThat(detail(post("/api/users", "{\"username\":NaN}"), 400))
                .isEqualTo("The body is no JSON in line 1, column 16: NaN is no JSON number");
        assertThat(detail(post("/api/users", "{\"username\":"), 400)).startsWith("The body is no JSON in line 1");
        assertThat(detail(post("/api/users", ""), 400)).isEqualTo("There is no body: this call takes JSON.");
        assertThat(detail(post("/api/users", "[]"), 400))
                .isEqualTo("The body is no JSON of the shape that this call takes.");
        for (String nan : List.of("NaN", "Infinity", "-Infinity", "-INF")) {
            assertThat(detail(post("/api/signals", "{\"kind\":\"measurement\",\"value\":" + nan + "}"), 400))
                    .as(nan)
                    .contains("is no JSON number")
                    .doesNotContainIgnoringCase("feature")
                    .doesNotContainIgnoringCase("enable");
            String lines = ask(
                            "POST",
                            "/api/signals",
                            "{\"kind\":\"measurement\",\"value\":" + nan + "}\n",
                            "Content-Type",
                            "application/x-ndjson")
                    .body();
            assertThat(lines).as(nan).contains("is no JSON number").doesNotContain("Feature");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", ".5", "01", "/* none */ 1", "'one'", "0x10", "1 // one"})
    void whatOtherParsersWouldTakeIsRefusedWithoutTellingHowOursCouldBeMadeTo(String value) throws Exception {
        String body = "{\"kind\":\"measurement\",\"value\":" + value + "}";
        for (String call : List.of("/api/signals", "/api/signals/alertmanager", "/api/users", "/api/subscribers")) {
            assertThat(detail(post(call, body), 400)).as(call).contains("JSON").doesNotContain("Feature");
        }
    }

    // ---- cursors, journeys, the clock

    @Test
    void aCursorThatIsNoneIsRefusedWithWhatWouldBeRight() throws Exception {
        String key = incident();
        for (String whole : List.of(
                "/api/tasks", "/api/incidents/" + key + "/messages", "/api/modes", "/api/tokens", "/api/users")) {
            assertThat(get(whole).statusCode()).as(whole).isEqualTo(200);
            assertThat(get(whole + "?after=").statusCode()).as(whole).isEqualTo(200);
            assertThat(detail(get(whole + "?after=7"), 400)).as(whole).contains("'next' is null");
        }
        for (String paged : List.of(
                "/api/incidents",
                "/api/incidents/" + key + "/timeline",
                "/api/deliveries",
                "/api/decisions",
                "/api/actions",
                "/api/playbook/changes")) {
            assertThat(detail(get(paged + "?after=yesterday"), 400))
                    .as(paged)
                    .contains("'next' of the page before")
                    .contains("'yesterday'");
        }
        assertThat(detail(get("/api/decisions/figures?from=yesterday"), 400))
                .contains("'from' is a time in UTC such as 2026-01-31T09:00:00Z");
    }

    @Test
    void aJourneyThatIsNoneIsMissingAndThoseThatThereAreAreNamed() throws Exception {
        assertThat(get("/api/modes/sign-in").statusCode()).isEqualTo(200);
        assertThat(detail(get("/api/modes/nope"), 404)).contains("'nope'").contains("sign-in, ");
        assertThat(detail(post("/api/modes/nope", "{\"mode\":\"x\",\"because\":\"a test\"}"), 404))
                .contains("sign-in, ");
    }

    @Test
    void theClockIsMovedByNoMoreThanAYearAtOnceAndReadByAdministratorsOnly() throws Exception {
        for (String far : List.of("P400000000D", "P4000000000000D", "P367D", "PT8785H")) {
            assertThat(detail(post("/api/clock", "{\"advance\":\"" + far + "\"}"), 400))
                    .as(far)
                    .contains("366 days");
        }
        assertThat(detail(post("/api/clock", "{\"advance\":\"P99999999999999999999D\"}"), 400))
                .contains("PT10M");
        assertThat(detail(post("/api/clock", "{\"advance\":\"-PT1S\"}"), 400)).contains("forward only");
        assertThat(post("/api/clock", "{\"advance\":\"PT1S\"}").statusCode()).isEqualTo(200);
        Caller admin = new Caller("ada", false, Set.of("administrator"), Set.of());
        String reads = "Bearer " + tokens.mint("reads", Set.of("read"), admin);
        String administers = "Bearer " + tokens.mint("administers", Set.of("admin"), admin);
        assertThat(get("/api/modes", "Authorization", reads).statusCode()).isEqualTo(200);
        for (String call : List.of("/api/clock", "/api/users", "/api/tokens")) {
            assertThat(get(call, "Authorization", reads).statusCode()).as(call).isEqualTo(403);
            assertThat(get(call, "Authorization", administers).statusCode())
                    .as(call)
                    .isEqualTo(200);
        }
    }

    @Test
    void aSubscriberWhoSaidStopIsShownSo() throws Exception {
        post(
                "/api/subscribers",
                "{\"phone\":\"+34600111999\",\"email\":\"ana@example.org\",\"consentedAt\":\"2026-01-31T09:00:00Z\"}");
        db.update(
                "INSERT INTO subscriber_stop (channel, address, stopped_at) VALUES ('sms', '+34600111999', CURRENT_TIMESTAMP)");
        JsonNode ana = JSON.getNodeFactory().nullNode();
        for (JsonNode one : JSON.readTree(get("/api/subscribers").body()).path("items")) {
            ana = one.path("email").asText().equals("ana@example.org") ? one : ana;
        }
        assertThat(ana.path("stopped")).hasToString("[\"sms\"]");
        JsonNode alone =
                JSON.readTree(get("/api/subscribers/" + ana.path("id").asText()).body());
        assertThat(alone).isEqualTo(ana);
    }

    @Test
    void theLastAdministratorIsRefusedAsAConflictWithItsRemedy() throws Exception {
        List<String> others = new ArrayList<>();
        for (JsonNode user : JSON.readTree(get("/api/users").body()).path("items")) {
            if (user.path("roles").toString().contains("administrator")
                    && !user.path("username").asText().equals("ada")) {
                others.add(user.path("username").asText());
            }
        }
        for (String other : others) {
            post("/api/users", "{\"username\":\"" + other + "\",\"active\":false}");
        }
        for (String change : List.of("\"active\":false", "\"roles\":[\"viewer\"]")) {
            assertThat(detail(post("/api/users", "{\"username\":\"ada\"," + change + "}"), 409))
                    .contains("give somebody else the role 'administrator' first");
        }
        for (String other : others) {
            post("/api/users", "{\"username\":\"" + other + "\",\"active\":true}");
        }
    }

    private String incident() throws Exception {
        HttpResponse<String> made = post(
                "/api/incidents",
                "{\"title\":\"Sign-in fails\",\"journeys\":[\"sign-in\"],\"because\":\"somebody called\"}");
        assertThat(made.statusCode()).as(made.body()).isIn(200, 201);
        return JSON.readTree(made.body()).path("key").asText();
    }

    // ---- whatever comes

    /** Bodies that the calls read themselves. */
    private static final Map<String, List<String>> READ_BY_HAND = Map.of(
            "/api/signals",
            List.of(
                    "{\"kind\":null}",
                    "{\"kind\":\"alert\",\"journey\":null,\"labels\":{\"region\":null,\"a\":[null]},\"links\":{\"x\":null}}",
                    "{\"kind\":\"alert\",\"labels\":[null],\"links\":[null],\"at\":null,\"status\":null,\"title\":[null]}",
                    "{\"kind\":\"measurement\",\"metric\":null,\"value\":null,\"count\":null}",
                    "{\"kind\":\"alert\",\"title\":\"a" + NUL + "\",\"labels\":{\"a" + NUL + "\":\"b\"}}"),
            "/api/signals/alertmanager",
            List.of(
                    "{\"alerts\":[null]}",
                    "{\"alerts\":[{\"labels\":null,\"annotations\":null,\"startsAt\":null}]}",
                    "{\"alerts\":[{\"labels\":{\"alertname\":null}}]}"),
            "/api/subscribers",
            List.of(
                    "{\"phone\":null}",
                    "{\"phone\":\"+34600111222\",\"journeys\":[null]}",
                    "{\"phone\":\"+34600111222\",\"consents\":[null]}",
                    "{\"phone\":\"+34600111222\",\"consents\":[{\"channel\":null,\"at\":null}]}",
                    "{\"phone\":\"+34600111222\",\"locale\":null,\"region\":null,\"timezone\":null,\"consents\":null}",
                    "{\"phone\":\"+34600111222\",\"region\":\"a" + NUL + "\"}",
                    "{\"email\":\"a" + NUL + "@example.org\"}",
                    "{\"email\":\"" + "a".repeat(60) + "@" + "b".repeat(240) + "\"}",
                    "{\"id\":[null],\"phone\":{},\"email\":[]}"),
            "/api/vendors/some/history",
            List.of("{\"incidents\":[null]}", "{\"incidents\":[{\"id\":null,\"incident_updates\":[null]}]}"),
            "/ofrep/v1/evaluate/flags",
            List.of("{\"context\":null}", "{\"context\":{\"region\":null}}", "{\"context\":{\"region\":[null]}}"));

    private static final List<String> ANYTHING = List.of(
            "null",
            "[null]",
            "[[null]]",
            "{}",
            "[]",
            "7",
            "true",
            "\"x\"",
            "{\"\":null}",
            "NaN",
            "{\"a\":{\"b\":[null]}}");

    final void everyBody() throws Exception {
        String key = incident();
        List<String> ours = new ArrayList<>();
        for (Bodies.Call call : Bodies.calls(mappings)) {
            for (String body : call.bodies(key)) {
                String path = call.path(key);
                told(
                        ours,
                        call.method() + " " + path + " " + body,
                        ask(call.method(), path, body, "Content-Type", "application/json"));
            }
        }
        for (Map.Entry<String, List<String>> call : READ_BY_HAND.entrySet()) {
            List<String> bodies = new ArrayList<>(ANYTHING);
            bodies.addAll(call.getValue());
            for (String body : bodies) {
                String path = call.getKey();
                told(ours, "POST " + path + " " + body, post(path, body));
                told(
                        ours,
                        "POST " + path + " NDJSON " + body,
                        ask("POST", path, body + "\n" + body, "Content-Type", "application/x-ndjson"));
            }
        }
        assertThat(ours).isEmpty();
    }

    final void everyAddress() throws Exception {
        String key = incident();
        List<String> ours = new ArrayList<>();
        List<String> odd = List.of(
                "x", "-1", "0", "99999999999999999999", "%F0%9F%98%80", "%00", "a".repeat(2_000), "%27", "null");
        for (Bodies.Call call : Bodies.reads(mappings)) {
            for (String value : odd) {
                for (String parameter : call.parameters()) {
                    String path = call.path(key) + "?" + parameter + "=" + value;
                    told(ours, "GET " + path, get(path));
                }
                if (!value.equals("%00")) {
                    String path = call.pathWith(value);
                    told(ours, "GET " + path, get(path));
                }
            }
        }
        assertThat(ours).isEmpty();
    }

    private static void told(List<String> ours, String asked, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("content-type").orElse("");
        boolean flags = asked.contains(" /ofrep/");
        if (answer.statusCode() >= 500
                || answer.statusCode() >= 400 && !flags && !type.startsWith("application/problem+json")) {
            ours.add((asked.length() > 300 ? asked.substring(0, 300) + "…" : asked) + " → " + answer.statusCode() + " "
                    + type);
        }
    }
}
