package io.holdfast.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.people.Account;
import io.holdfast.people.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in by the provider of their house, over the wire, by the code flow. */
@SpringBootTest(
        classes = DoorsTest.Slice.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "holdfast.admin.password=correct horse battery",
            "server.address=127.0.0.1"
        })
@DirtiesContext
abstract class ProviderSignInTest {
    private static ProviderStandIn provider = new ProviderStandIn();
    private static int port;

    static class OnH2Test extends ProviderSignInTest {
        @DynamicPropertySource
        static void settings(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedH2Url);
            providers(registry);
        }
    }

    static class OnPostgresTest extends ProviderSignInTest {
        @DynamicPropertySource
        static void settings(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
            registry.add("spring.datasource.username", () -> "postgres");
            registry.add("spring.datasource.password", () -> "postgres");
            providers(registry);
        }
    }

    static void providers(DynamicPropertyRegistry registry) {
        provider = new ProviderStandIn();
        port = freePort();
        String settings = "spring.security.oauth2.client.";
        registry.add("server.port", () -> port);
        registry.add("holdfast.public-url", () -> "http://127.0.0.1:" + port);
        registry.add(settings + "registration.company.client-id", () -> ProviderStandIn.CLIENT);
        registry.add(settings + "registration.company.client-secret", () -> ProviderStandIn.SECRET);
        registry.add(settings + "registration.company.client-name", () -> "Northbank");
        registry.add(settings + "registration.company.scope", () -> "openid,email");
        registry.add(settings + "provider.company.issuer-uri", () -> provider.issuer());
        // Nobody listens there.
        registry.add(settings + "registration.gone.client-id", () -> "any");
        registry.add(settings + "registration.gone.client-secret", () -> "any");
        registry.add(settings + "registration.gone.scope", () -> "openid,email");
        registry.add(settings + "provider.gone.issuer-uri", () -> "http://127.0.0.1:" + freePort());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Autowired
    Accounts accounts;

    @Autowired
    SignInProviders providers;

    @Autowired
    JdbcTemplate db;

    @BeforeEach
    void dana() {
        provider.backTo("http://127.0.0.1:" + port + "/login/oauth2/code/company");
        accounts.save(
                new Account("dana", "Dana Ortiz", Set.of("commander"), true, "dana@bank.example", null, null, false));
        accounts.save(
                new Account("omar", "Omar Haddad", Set.of("viewer"), false, "omar@bank.example", null, null, false));
    }

    private static Map<String, Object> person(String email, boolean verified) {
        return Map.of("sub", "subject-of-" + email, "email", email, "email_verified", verified);
    }

    /** Signs in and answers where the browser ends up, and what it reads there. */
    private static String signIn(Map<String, Object> person) throws IOException, InterruptedException {
        provider.person(person);
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        HttpResponse<String> end = get(browser, "/oauth2/authorization/company");
        assertThat(provider.refusals()).isEmpty();
        return end.uri().getPath()
                + (end.uri().getQuery() == null ? "" : "?" + end.uri().getQuery())
                + (end.uri().getPath().equals("/") ? " " + end.body() : "");
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whoHasAnAccountWithTheAddressThatTheProviderVerifiedIsIn() throws Exception {
        assertThat(signIn(person("Dana@bank.example", true))).isEqualTo("/ dana");
        assertThat(db.queryForList(
                        "SELECT body FROM evidence WHERE chain = 'house' AND kind = 'sign-in'", String.class))
                .anyMatch(body -> body.contains("\"how\":\"oidc\""));
    }

    @Test
    void nobodyElseIsLetInAndEachIsToldWhatIsMissing() throws Exception {
        assertThat(signIn(person("stranger@bank.example", true))).isEqualTo("/sign-in?error=account");
        assertThat(signIn(person("omar@bank.example", true))).as("inactive").isEqualTo("/sign-in?error=account");
        assertThat(signIn(person("dana@bank.example", false))).isEqualTo("/sign-in?error=email");
        assertThat(signIn(Map.of("sub", "x", "email", "dana@bank.example")))
                .as("nothing is said of it")
                .isEqualTo("/sign-in?error=email");
        assertThat(signIn(Map.of("sub", "x"))).isEqualTo("/sign-in?error=email");
    }

    @Test
    void aProviderThatIsDownKeepsNeitherTheStartNorTheOthersAndIsSaid() throws Exception {
        assertThat(providers.all())
                .isEqualTo(List.of(
                        new SignInProviders.Provider("company", "Northbank"),
                        new SignInProviders.Provider("gone", "gone")));
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<String> gone = get(browser, "/oauth2/authorization/gone");
        assertThat(gone.statusCode()).isEqualTo(302);
        assertThat(gone.headers().firstValue("location").orElse("")).endsWith("/sign-in?error=provider");
        assertThat(signIn(person("dana@bank.example", true))).isEqualTo("/ dana");
    }

    @Test
    void whatComesBackUnaskedOrTwiceIsRefused() throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpResponse<String> forged = get(browser, "/login/oauth2/code/company?code=stolen&state=any");
        assertThat(forged.headers().firstValue("location").orElse("")).endsWith("/sign-in?error=provider");
        provider.person(person("dana@bank.example", true));
        String ask = get(browser, "/oauth2/authorization/company")
                .headers()
                .firstValue("location")
                .orElse("");
        String back = browser.send(
                        HttpRequest.newBuilder(URI.create(ask)).build(), HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("location")
                .orElse("");
        String path = back.substring(("http://127.0.0.1:" + port).length());
        assertThat(get(browser, path).headers().firstValue("location").orElse(""))
                .doesNotContain("error");
        assertThat(get(browser, path).headers().firstValue("location").orElse(""))
                .endsWith("/sign-in?error=provider");
    }
}
