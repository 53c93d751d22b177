package io.holdfast.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.Holdfast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nothing of the whole application is reachable without sign-in, token or signature but what is said here. */
@SpringBootTest(
        classes = Holdfast.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "holdfast.demo.token-file=target/every-route/demo-token",
            "server.address=127.0.0.1"
        })
@ActiveProfiles("demo")
@DirtiesContext
class EveryRouteIsGuardedTest {

    /** What anybody may see. */
    private static final Set<String> PUBLIC =
            Set.of("GET /sign-in", "GET /status", "GET /actuator/health", "GET /error", "POST /error");

    /** Public by its format, for status-page clients. */
    private static final String STATUS_API = "GET /api/v2/";

    /** Guarded by the vendor's signature: refused by the controller itself. */
    private static final Set<String> SIGNED =
            Set.of("POST /slack/events", "POST /twilio/status", "POST /twilio/call", "POST /twilio/inbound");

    /** Guarded by the link's own signature: one that is not ours leads nowhere. */
    private static final Set<String> SIGNED_LINKS = Set.of("GET /mail/stop/some", "POST /mail/stop/some");

    /** What is no controller's. */
    private static final List<String> SERVLETS = List.of(
            "GET /engine-rest/engine",
            "GET /engine-rest/task",
            "POST /engine-rest/process-definition/key/incident/start",
            "GET /camunda/app/cockpit/default/",
            "GET /camunda/app/admin/default/setup/",
            "POST /camunda/api/admin/setup/default/user/create",
            "GET /camunda/api/engine/engine/default/task",
            "GET /camunda/lib/deps.js",
            "GET /actuator",
            "GET /actuator/env",
            "GET /actuator/heapdump",
            "GET /actuator/prometheus",
            "GET /api/openapi.json",
            "GET /v3/api-docs",
            "GET /h2-console",
            "GET /no/such/page",
            "GET /api/no/such/call");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", Databases::migratedH2Url);
    }

    @Value("${local.server.port}")
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void nothingIsReachableWithoutSignInTokenOrSignature() throws Exception {
        Set<String> routes = new TreeSet<>(SERVLETS);
        mappings.getHandlerMethods().keySet().forEach(info -> routes.addAll(routes(info)));
        assertThat(routes).hasSizeGreaterThan(40);
        List<String> open = new ArrayList<>();
        for (String route : routes) {
            if (PUBLIC.contains(route) || route.startsWith(STATUS_API)) {
                continue;
            }
            HttpResponse<String> answer = ask(route);
            if (SIGNED_LINKS.contains(route) && answer.statusCode() == 404) {
                continue;
            }
            boolean toTheDoor = answer.statusCode() == 302
                    && answer.headers().firstValue("location").orElse("").endsWith("/sign-in");
            boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403;
            if (!toTheDoor && !refused) {
                open.add(route + " → " + answer.statusCode() + (SIGNED.contains(route) ? " (unsigned)" : ""));
            }
        }
        assertThat(open).isEmpty();
    }

    private static List<String> routes(RequestMappingInfo info) {
        Set<String> methods = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        if (methods.isEmpty()) {
            methods.addAll(List.of("GET", "POST"));
        }
        List<String> routes = new ArrayList<>();
        info.getPatternValues()
                .forEach(pattern -> methods.forEach(method -> routes.add(
                        method + " " + pattern.replaceAll("\\{[^}]*}", "some").replace("**", "some"))));
        return routes;
    }

    private HttpResponse<String> ask(String route) throws IOException, InterruptedException {
        String[] parts = route.split(" ", 2);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + parts[1]))
                        .method(parts[0], HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
