package io.holdfast.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in by the provider of their house, over the wire, by the code flow. */
@SpringBootTest(
        classes = DoorsTest.Slice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "holdfast.admin.password=correct horse battery",
            "server.address=127.0.0.1"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
abstract class ProviderSignInTest {
    private static ProviderStandIn provider = new ProviderStandIn();

    @Value("${local.server.port}")
    int port;

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
        provider.close();
        provider = new ProviderStandIn();
        String settings = "spring.security.oauth2.client.";
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
    private String signIn(Map<String, Object> person) throws IOException, InterruptedException {
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

    private HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/html")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whoHasAnAccountWithTheAddressThatTheProviderVerifiedIsIn() throws Exception {
        long before = signInsOnRecord();
        assertThat(signIn(person("Dana@bank.example", true))).isEqualTo("/ dana");
        assertThat(signInsOnRecord()).isEqualTo(before + 1);
    }

    private long signInsOnRecord() {
        return db
                .queryForList("SELECT body FROM evidence WHERE chain = 'house' AND kind = 'sign-in'", String.class)
                .stream()
                .filter(body -> body.contains("\"how\":\"oidc\""))
                .count();
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

    @Test
    void oneThatHangsHoldsNobodyForLong() throws Exception {
        provider.person(person("dana@bank.example", true));
        provider.hang();
        Instant began = Instant.now();
        try {
            assertThat(signIn(person("dana@bank.example", true))).isEqualTo("/sign-in?error=provider");
        } finally {
            provider.goOn();
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(signIn(person("dana@bank.example", true))).isEqualTo("/ dana");
    }

    @Test
    void whereTheHouseTrustsItsProviderAnAddressNeedsNoWordOfIt() {
        OidcIdToken token = new OidcIdToken(
                "t", Instant.now(), Instant.now().plusSeconds(60), Map.of("sub", "x", "email", "dana@bank.example"));
        DefaultOidcUser user = new DefaultOidcUser(Set.of(), token);
        assertThat(new HouseOidcUsers(accounts, true).ofHouse(user))
                .isInstanceOfSatisfying(
                        HouseOidcUsers.HouseUser.class,
                        dana -> assertThat(dana.username()).isEqualTo("dana"));
        assertThatThrownBy(() -> new HouseOidcUsers(accounts, false).ofHouse(user))
                .hasMessageContaining("holdfast.oidc.trust-emails");
    }

    @Test
    void itComesBackToThePublicAddressAndWithoutOpenidNobodyIsAsked() {
        OAuth2ClientProperties settings = new OAuth2ClientProperties();
        settings.getRegistration().put("company", registration("openid", "email"));
        settings.getRegistration().put("names-only", registration("email"));
        for (String id : List.of("company", "names-only")) {
            OAuth2ClientProperties.Provider at = new OAuth2ClientProperties.Provider();
            at.setIssuerUri(provider.issuer());
            settings.getProvider().put(id, at);
        }
        ProvidersBySettings providers = new ProvidersBySettings(settings, "https://holdfast.example/");
        assertThat(providers.findByRegistrationId("company"))
                .isNotNull()
                .extracting(ClientRegistration::getRedirectUri)
                .isEqualTo("https://holdfast.example/login/oauth2/code/{registrationId}");
        assertThatThrownBy(() -> providers.findByRegistrationId("names-only")).hasMessageContaining("'openid'");
        assertThat(providers.findByRegistrationId("nobody")).isNull();
    }

    @Test
    void oneThatFailsIsNotAskedAgainAtOnce() {
        OAuth2ClientProperties settings = new OAuth2ClientProperties();
        settings.getRegistration().put("company", registration("openid", "email"));
        OAuth2ClientProperties.Provider at = new OAuth2ClientProperties.Provider();
        at.setIssuerUri(provider.issuer() + "/no-such-house");
        settings.getProvider().put("company", at);
        ProvidersBySettings providers = new ProvidersBySettings(settings, "");
        assertThatThrownBy(() -> providers.findByRegistrationId("company")).isInstanceOf(RuntimeException.class);
        int asked = provider.strays();
        assertThat(asked).isPositive();
        assertThatThrownBy(() -> providers.findByRegistrationId("company")).isInstanceOf(RuntimeException.class);
        assertThat(provider.strays()).isEqualTo(asked);
    }

    private static OAuth2ClientProperties.Registration registration(String... scopes) {
        OAuth2ClientProperties.Registration registration = new OAuth2ClientProperties.Registration();
        registration.setClientId("x");
        registration.setClientSecret("y");
        registration.setScope(Set.of(scopes));
        return registration;
    }

    @Test
    void whatIsSaidToHaveBeenAnsweredStaysOneShortLineOfTheLog(CapturedOutput log) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        String ask = get(browser, "/oauth2/authorization/company")
                .headers()
                .firstValue("location")
                .orElse("");
        Matcher state = Pattern.compile("state=([^&]+)").matcher(ask);
        assertThat(state.find()).isTrue();
        get(
                browser,
                "/login/oauth2/code/company?state=" + state.group(1) + "&error=x%0AWARN%20forged" + "y".repeat(500));
        assertThat(log.getAll().lines()).noneMatch(line -> line.startsWith("WARN forged"));
        assertThat(log.getAll().lines()).anyMatch(line -> line.contains("x WARN forged") && line.length() < 900);
    }
}
