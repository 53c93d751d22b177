package io.holdfast.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Team;
import io.holdfast.engine.V1__EngineTables;
import io.holdfast.evidence.DecidingFiles;
import io.holdfast.evidence.Timeline;
import io.holdfast.people.Account;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The filter chains over the wire, with the real engine's REST and web apps behind them. */
@SpringBootTest(
        classes = DoorsTest.Slice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "holdfast.api.token=a-token-from-the-settings",
            "holdfast.admin.password=correct horse battery",
            "holdfast.demo.token-file=target/doors/demo-token-${PID}",
            "server.address=127.0.0.1"
        })
@ActiveProfiles("demo")
@DirtiesContext
abstract class DoorsTest {

    @Autowired
    Environment environment;

    static class OnH2Test extends DoorsTest {
        @DynamicPropertySource
        static void database(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedH2Url);
        }
    }

    static class OnPostgresTest extends DoorsTest {
        @DynamicPropertySource
        static void database(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
            registry.add("spring.datasource.username", () -> "postgres");
            registry.add("spring.datasource.password", () -> "postgres");
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @ComponentScan({"io.holdfast.security", "io.holdfast.people", "io.holdfast.evidence", "io.holdfast.time"})
    @Import({V1__EngineTables.class, Calls.class})
    static class Slice {
        @Bean
        @DependsOnDatabaseInitialization
        ProcessEnginePlugin afterMigrations() {
            return new AbstractProcessEnginePlugin() {};
        }

        @Bean
        DecidingFiles noFiles() {
            return (playbook, path) -> Optional.empty();
        }

        @Bean
        Playbooks playbooks() {
            return new SamplePlaybooks();
        }
    }

    @RestController
    static class Calls {
        private final Callers callers;

        Calls(Callers callers) {
            this.callers = callers;
        }

        @GetMapping({"/api/incidents", "/api/users", "/api/modes/{x}", "/nobody/thought/of/it", "/api/nobody", "/"})
        String who() {
            return callers.current().name();
        }

        @PostMapping({"/api/signals", "/api/signals/{source}", "/api/incidents", "/api/automation"})
        String post(@PathVariable(required = false) String source) {
            return callers.current().name();
        }

        @GetMapping("/floor/{queue}")
        String board() {
            return "board";
        }

        @GetMapping("/sign-in")
        String signIn(CsrfToken token) {
            return token.getToken();
        }

        @GetMapping("/api/csrf-for-pages")
        String never() {
            return "open by oversight";
        }
    }

    @Value("${local.server.port}")
    int port;

    @Autowired
    Tokens tokens;

    @Autowired
    QueueKeys keys;

    @Autowired
    Passwords passwords;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcTemplate db;

    @Test
    void programsComeInByScopeAndNotOtherwise() throws Exception {
        Caller admin = new Caller("admin", false, Set.of("administrator"), Set.of());
        String reads = tokens.mint("reads", Set.of("read"), admin);
        String alerts = tokens.mint("alerts", Set.of("signals:alertmanager"), admin);
        String wide = tokens.mint("wide", Set.of("signals", "read"), admin);
        Browser none = new Browser();

        HttpResponse<String> refused = none.get("/api/incidents");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(none.get("/api/incidents", "Authorization", "Bearer " + reads)
                        .body())
                .isEqualTo("reads");
        assertThat(none.get("/api/incidents", "Authorization", "Bearer a-token-from-the-settings")
                        .body())
                .isEqualTo("settings");
        assertThat(none.get("/api/incidents", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(none.post("/api/incidents", "", "Authorization", "Bearer " + reads)
                        .statusCode())
                .isEqualTo(403);
        assertThat(none.get("/api/users", "Authorization", "Bearer " + reads).statusCode())
                .isEqualTo(403);
        // only its own source, and by header, address or password
        assertThat(none.post("/api/signals/alertmanager", "{}", "Authorization", "Bearer " + alerts)
                        .body())
                .isEqualTo("alerts");
        assertThat(none.post("/api/signals/grafana", "{}", "Authorization", "Bearer " + alerts)
                        .statusCode())
                .isEqualTo(403);
        assertThat(none.post("/api/signals", "{}", "Authorization", "Bearer " + alerts)
                        .statusCode())
                .isEqualTo(403);
        assertThat(none.post("/api/signals/alertmanager?key=" + alerts, "{}").body())
                .isEqualTo("alerts");
        assertThat(none.post("/api/signals/alertmanager", "{}", "Authorization", basic("any", alerts))
                        .body())
                .isEqualTo("alerts");
        assertThat(none.post("/api/signals/grafana?key=" + alerts, "{}")).satisfies(DoorsTest::isForAnotherSource);
        assertThat(none.post("/api/signals/grafana", "{}", "Authorization", basic("any", alerts)))
                .satisfies(DoorsTest::isForAnotherSource);
        assertThat(none.post("/api/signals/alertmanager?key=" + wide, "{}")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("Authorization: Bearer");
        });
        assertThat(none.post("/api/signals/alertmanager?key=nobodys", "{}").statusCode())
                .isEqualTo(401);
        assertThat(none.post("/api/signals?key=" + wide, "{}").statusCode()).isEqualTo(401);
        assertThat(none.get("/api/incidents?key=" + wide).statusCode()).isEqualTo(401);
        // pages are for people
        assertThat(none.get("/", "Authorization", "Bearer " + reads).statusCode())
                .isEqualTo(302);
        tokens.revoke("reads", admin);
        assertThat(none.get("/api/incidents", "Authorization", "Bearer " + reads)
                        .statusCode())
                .isEqualTo(401);
        assertThat(db.queryForList("SELECT hash FROM api_token", String.class)).doesNotContain(reads, alerts, wide);
    }

    private static void isForAnotherSource(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("is for the source 'alertmanager', and not for 'grafana'");
    }

    @Test
    void aCallWithoutCredentialsIsToldOfThemAndABrowserOfItsCsrfToken() throws Exception {
        for (String call : List.of("/api/incidents", "/api/signals", "/api/automation", "/engine-rest/message")) {
            HttpResponse<String> answer = new Browser().post(call, "{}");
            assertThat(answer.statusCode()).as(call).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).as(call).hasValue("Bearer");
            assertThat(answer.headers().firstValue("content-type")).as(call).hasValue("application/problem+json");
            assertThat(answer.body()).as(call).contains("Authorization: Bearer <token>");
        }
        Browser signedIn = new Browser();
        signedIn.signIn("admin", "correct horse battery");
        HttpResponse<String> without = signedIn.post("/api/automation", "");
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("X-CSRF-TOKEN");
    }

    @Test
    void theLastAdministratorStaysOneWhoeverAsksAndHoweverManyAtOnce() throws Exception {
        Account admin = account("admin", true, "administrator");
        Account ada = account("ada", true, "administrator");
        db.update("UPDATE account SET active = FALSE WHERE roles LIKE '%administrator%'");
        try {
            for (Account one : List.of(admin, ada)) {
                save(one);
            }
            save(account("ada", true, "viewer"));
            for (Account without :
                    List.of(account("admin", false, "administrator"), account("admin", true, "viewer"))) {
                assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> save(without)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("last active administrator")
                        .hasMessageContaining("give somebody else the role 'administrator' first");
            }
            save(ada);
            // two who shut each other out at once
            for (int round = 0; round < 10; round++) {
                List<CompletableFuture<Boolean>> both = Stream.of("admin", "ada")
                        .map(name -> CompletableFuture.supplyAsync(() -> {
                            try {
                                save(account(name, false, "administrator"));
                                return true;
                            } catch (IllegalStateException | PessimisticLockingFailureException refused) {
                                return false;
                            }
                        }))
                        .toList();
                assertThat(both).extracting(CompletableFuture::join).containsAnyOf(false);
                assertThat(passwords.all())
                        .anyMatch(a -> a.active() && a.roles().contains("administrator"));
                save(admin);
                save(ada);
            }
        } finally {
            save(admin);
            save(ada);
        }
    }

    private static Account account(String username, boolean active, String role) {
        return new Account(username, username, Set.of(role), active, null, null, null, false);
    }

    private void save(Account account) {
        passwords.save(account, null, false, new io.holdfast.evidence.Actor.Self("test"));
    }

    @Test
    void aRouteThatTheTableDoesNotKnowIsNotThereOrNeedsASignIn() throws Exception {
        Browser none = new Browser();
        assertThat(none.get("/api/nobody").statusCode()).isEqualTo(401);
        assertThat(none.get("/api/nobody", "Authorization", "Bearer a-token-from-the-settings")
                        .statusCode())
                .isEqualTo(404);
        assertThat(none.get("/nobody/thought/of/it").headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
        assertThat(none.get("/actuator/env", "Authorization", "Bearer a-token-from-the-settings")
                        .statusCode())
                .isEqualTo(404);
        assertThat(none.get("/actuator/health"))
                .satisfies(health ->
                        assertThat(health.statusCode()).as(health.body()).isEqualTo(200));
        assertThat(none.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(none.get("/api/openapi.json").statusCode()).isEqualTo(401);
        assertThat(none.get("/api/openapi.json", "Authorization", "Bearer a-token-from-the-settings")
                        .body())
                .startsWith("{\"openapi\":");
        assertThat(none.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(none.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(302);
        assertThat(none.get("/camunda/api/engine/engine/").statusCode()).isEqualTo(302);
    }

    @Test
    void peopleSignInByPasswordAndTheirSessionIsKeptInTheDatabase() throws Exception {
        Browser browser = new Browser();
        assertThat(browser.signIn("admin", "correct horse battery").headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        assertThat(browser.get("/").body()).isEqualTo("admin");
        assertThat(browser.get("/api/users").body()).isEqualTo("admin");
        assertThat(db.queryForObject(
                        "SELECT count(*) FROM SPRING_SESSION WHERE PRINCIPAL_NAME = 'admin'", Integer.class))
                .isPositive();
        // a call that changes something needs the CSRF token
        assertThat(browser.post("/api/automation", "").statusCode()).isEqualTo(403);
        assertThat(browser.post("/api/automation", "", "X-CSRF-TOKEN", browser.csrf())
                        .body())
                .isEqualTo("admin");
        HttpResponse<String> page = browser.get("/");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(csp -> assertThat(csp).contains("script-src 'self';"));
        assertThat(page.headers().firstValue("x-frame-options")).hasValue("DENY");
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("referrer-policy")).hasValue("same-origin");
        // who is no longer active is out at once
        passwords.save(
                new Account("max", "Max", Set.of("viewer"), true, null, null, null, false),
                "a long enough password",
                false,
                new io.holdfast.evidence.Actor.Self("test"));
        Browser max = new Browser();
        max.signIn("max", "a long enough password");
        assertThat(max.get("/").body()).isEqualTo("max");
        assertThat(max.post("/api/incidents", "", "X-CSRF-TOKEN", max.csrf()).statusCode())
                .isEqualTo(403);
        passwords.save(
                new Account("max", "Max", Set.of("viewer"), false, null, null, null, false),
                null,
                false,
                new io.holdfast.evidence.Actor.Self("test"));
        assertThat(max.get("/").statusCode()).isEqualTo(302);
        browser.post("/sign-out", "_csrf=" + browser.csrf(), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void guessingIsSlowedDownAndOnRecord() throws Exception {
        Browser browser = new Browser();
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("ada", "wrong " + i).headers().firstValue("location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?error"));
        }
        assertThat(browser.signIn("ada", "wrong again").headers().firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?error=wait"));
        assertThat(timeline.of(World.LIVE, "house", 0, 1000))
                .extracting(Timeline.Line::text)
                .contains("A sign-in failed", "A sign-in failed 5 times in a row");
    }

    @Test
    void sampleTilesWorkAtThisMachineOnly() throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> tile = browser.post(
                "/demo/sign-in?person=dana",
                "_csrf=" + browser.csrf(),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(tile.statusCode()).isEqualTo(302);
        assertThat(browser.get("/").body()).isEqualTo("dana");
        // a commander may switch automation off, and is no administrator
        assertThat(browser.post("/api/automation", "", "X-CSRF-TOKEN", browser.csrf())
                        .body())
                .isEqualTo("dana");
        assertThat(browser.get("/api/users").statusCode()).isEqualTo(403);
        assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(403);
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(403);
        assertThat(Files.readString(Path.of(environment.getRequiredProperty("holdfast.demo.token-file")))
                        .strip())
                .satisfies(secret ->
                        assertThat(tokens.of(secret)).map(Tokens.Token::name).hasValue("demo"));
    }

    @Test
    void boardsOpenByTheirOwnKey() throws Exception {
        Browser screen = new Browser();
        assertThat(screen.get("/floor/cards").statusCode()).isEqualTo(302);
        String key = keys.keyOf("cards");
        assertThat(screen.get("/floor/cards?key=" + key).body()).isEqualTo("board");
        assertThat(screen.get("/floor/accounts?key=" + key).statusCode()).isEqualTo(302);
        assertThat(screen.get("/?key=" + key).statusCode()).isEqualTo(302);
        keys.change("cards", new Caller("ada", false, Set.of("administrator"), Set.of()));
        assertThat(screen.get("/floor/cards?key=" + key).statusCode()).isEqualTo(302);
        assertThat(screen.get("/floor/cards?key=" + keys.keyOf("cards")).body()).isEqualTo("board");
    }

    @Test
    void aTokenLeavesNoSession() throws Exception {
        new Browser().get("/api/incidents", "Authorization", "Bearer a-token-from-the-settings");
        new Browser().get("/engine-rest/engine", "Authorization", "Bearer a-token-from-the-settings");
        assertThat(db.queryForObject(
                        "SELECT count(*) FROM SPRING_SESSION WHERE PRINCIPAL_NAME = 'settings'", Integer.class))
                .isZero();
    }

    @Test
    void aMintedTokenCannotPassOnApproval() {
        Caller minted = new Caller("robot", true, Set.of(), Set.of("admin"));
        for (String scope : List.of("approve", "*")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> tokens.mint("child", Set.of(scope), minted)))
                    .isInstanceOf(Forbidden.class);
        }
        Caller settings = new Caller(Tokens.SETTINGS, true, Set.of(), Set.of("*"));
        assertThat(tokens.mint("approver", Set.of("approve"), settings)).startsWith("hf_");
    }

    @Test
    void administratorsReachTheEngineUnderTheSameSignIn() throws Exception {
        Browser ada = new Browser();
        ada.post(
                "/demo/sign-in?person=ada", "_csrf=" + ada.csrf(), "Content-Type", "application/x-www-form-urlencoded");
        HttpResponse<String> cockpit = ada.get("/camunda/app/cockpit/default/");
        assertThat(cockpit.statusCode()).isEqualTo(200);
        HttpResponse<String> who = ada.get("/camunda/api/admin/auth/user/default");
        assertThat(who.body()).contains("\"userId\":\"ada\"").contains("cockpit");
        assertThat(ada.get("/engine-rest/engine").body()).contains("default");
        Browser none = new Browser();
        assertThat(none.get("/engine-rest/engine", "Authorization", basic("admin", "correct horse battery"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(none.get("/engine-rest/engine", "Authorization", "Bearer a-token-from-the-settings")
                        .statusCode())
                .isEqualTo(200);
        assertThat(none.get("/engine-rest/engine", "Authorization", basic("admin", "wrong"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theEnginesWebAppsKnowWhoIsSignedInHoweverFarItsClockIsMoved() throws Exception {
        Browser ada = new Browser();
        ada.post(
                "/demo/sign-in?person=ada", "_csrf=" + ada.csrf(), "Content-Type", "application/x-www-form-urlencoded");
        Browser later = new Browser();
        String page = "/camunda/app/tasklist/default/";
        String who = "/camunda/api/admin/auth/user/default";
        assertThat(ada.get(page).statusCode()).isEqualTo(200);
        assertThat(ada.get(who).body()).contains("\"userId\":\"ada\"");
        try {
            ClockUtil.offset(Duration.ofMinutes(10).toMillis());
            assertThat(ada.get(who).body()).contains("\"userId\":\"ada\"");
            later.post(
                    "/demo/sign-in?person=ada",
                    "_csrf=" + later.csrf(),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(later.get(page).statusCode()).isEqualTo(200);
            assertThat(later.get(who).body()).contains("\"userId\":\"ada\"");
            ClockUtil.offset(Duration.ofDays(30).toMillis());
            assertThat(later.get(who).body()).contains("\"userId\":\"ada\"");
        } finally {
            ClockUtil.reset();
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps cookies, follows no redirects. */
    private final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
            return send(request(path, headers).GET());
        }

        HttpResponse<String> post(String path, String body, String... headers)
                throws IOException, InterruptedException {
            return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        String csrf() throws IOException, InterruptedException {
            return get("/sign-in").body();
        }

        HttpResponse<String> signIn(String user, String password) throws IOException, InterruptedException {
            return post(
                    "/sign-in",
                    "username=" + user + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf="
                            + csrf(),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
        }

        private HttpRequest.Builder request(String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return headers.length == 0 ? request : request.headers(headers);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A playbook with two people. */
    static final class SamplePlaybooks implements Playbooks {
        private static final Catalog CATALOG = new Catalog(
                "Northbank",
                ZoneOffset.UTC,
                List.of("en"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Team(
                        "command", "Command", List.of("dana"), List.of(), Duration.ofMinutes(5), "#incidents")),
                List.of(
                        new Person("dana", "Dana Ortiz", List.of("commander"), List.of(), null, null, null),
                        new Person("ada", "Ada Byrne", List.of("administrator"), List.of(), null, null, null)));

        @Override
        public long inForce(World world) {
            return 1;
        }

        @Override
        public void putInForce(World world, long number) {
            throw new UnsupportedOperationException("Nothing is put in force here");
        }

        @Override
        public Playbook number(long number) {
            return new Playbook() {
                @Override
                public java.util.Map<String, io.holdfast.catalog.Scenario> scenarios() {
                    return java.util.Map.of();
                }

                @Override
                public long number() {
                    return number;
                }

                @Override
                public Catalog catalog() {
                    return CATALOG;
                }

                @Override
                public List<FileEntry> files() {
                    return List.of();
                }

                @Override
                public Optional<FileEntry> file(String path) {
                    return Optional.empty();
                }

                @Override
                public byte[] bytes(String path) {
                    return new byte[0];
                }
            };
        }

        @Override
        public String definitionId(long number, String processKey) {
            throw new UnsupportedOperationException();
        }
    }
}
