package io.holdfast.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID provider on the wire (OpenID Connect Core 1.0, section 3.1; Discovery 1.0; PKCE by RFC 7636): it signs whoever {@link
 * #person} is in at once, and refuses whatever the specifications let it refuse.
 */
final class ProviderStandIn implements AutoCloseable {
    static final String CLIENT = "holdfast";
    static final String SECRET = "a secret/of the client";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> asked = new HashMap<>();
    private final Map<String, Map<String, Object>> people = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private Map<String, Object> person = Map.of();
    private String backTo = "";
    private final List<HttpExchange> hung = new ArrayList<>();
    private final AtomicInteger strays = new AtomicInteger();
    private volatile boolean hanging;

    ProviderStandIn() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        on("/", x -> {
            strays.incrementAndGet();
            json(x, 404, Map.of("error", "not_found"));
        });
        on("/.well-known/openid-configuration", this::discovery);
        on("/keys", x -> json(x, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        on("/authorize", this::authorize);
        on("/token", this::token);
        on("/userinfo", this::userinfo);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whoever sits before the browser. */
    void person(Map<String, Object> claims) {
        person = claims;
    }

    /** The one address that the client has registered to come back to. */
    void backTo(String address) {
        backTo = address;
    }

    /** From now on it takes calls for tokens, and answers none. */
    void hang() {
        hanging = true;
    }

    /** How often an address was called that it does not have. */
    int strays() {
        return strays.get();
    }

    /** It answers again. */
    void goOn() {
        hanging = false;
    }

    /** What was wrong with what was asked; empty where nothing was. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        hung.forEach(HttpExchange::close);
        server.stop(0);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            answer.to(exchange);
            if (!hung.contains(exchange)) {
                exchange.close();
            }
        });
    }

    private void discovery(HttpExchange exchange) throws IOException {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("issuer", issuer());
        says.put("authorization_endpoint", issuer() + "/authorize");
        says.put("token_endpoint", issuer() + "/token");
        says.put("userinfo_endpoint", issuer() + "/userinfo");
        says.put("jwks_uri", issuer() + "/keys");
        says.put("response_types_supported", List.of("code"));
        says.put("subject_types_supported", List.of("public"));
        says.put("id_token_signing_alg_values_supported", List.of("RS256"));
        says.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        json(exchange, 200, says);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> q = form(String.valueOf(exchange.getRequestURI().getRawQuery()));
        boolean right = holds("client_id", CLIENT.equals(q.get("client_id")))
                & holds("redirect_uri " + q.get("redirect_uri"), backTo.equals(q.get("redirect_uri")))
                & holds("response_type", "code".equals(q.get("response_type")))
                & holds("scope", Set.of(q.getOrDefault("scope", "").split(" ")).containsAll(Set.of("openid", "email")))
                & holds("state", q.containsKey("state"))
                & holds("nonce", q.containsKey("nonce"))
                & holds("code_challenge", q.containsKey("code_challenge"))
                & holds("code_challenge_method", "S256".equals(q.get("code_challenge_method")));
        if (!right) {
            json(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        String code = UUID.randomUUID().toString();
        asked.put(code, q);
        exchange.getResponseHeaders()
                .add("Location", backTo + "?code=" + code + "&state=" + encoded(q.getOrDefault("state", "")));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        if (hanging) {
            hung.add(exchange);
            return;
        }
        Map<String, String> q = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> before = asked.remove(q.getOrDefault("code", ""));
        String basic = Base64.getEncoder()
                .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        boolean right = holds(
                        "client's secret",
                        ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization")))
                & holds("grant_type", "authorization_code".equals(q.get("grant_type")))
                & holds("code", before != null)
                & holds("redirect_uri at token", backTo.equals(q.get("redirect_uri")))
                & holds(
                        "code_verifier",
                        before != null
                                && challenge(q.getOrDefault("code_verifier", ""))
                                        .equals(before.get("code_challenge")));
        if (!right || before == null) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String access = UUID.randomUUID().toString();
        people.put(access, person);
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        access,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(before.getOrDefault("nonce", ""))));
    }

    private String idToken(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce);
        person.forEach(claims::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, Object> claims = people.get(bearer.replaceFirst("Bearer ", ""));
        json(exchange, claims == null ? 401 : 200, claims == null ? Map.of("error", "invalid_token") : claims);
    }

    private boolean holds(String what, boolean is) {
        if (!is) {
            refusals.add(what);
        }
        return is;
    }

    private static String challenge(String verifier) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : List.of(text.split("&"))) {
            int is = pair.indexOf('=');
            if (is > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, is), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, Map<String, Object> says) throws IOException {
        byte[] bytes = JSONObjectUtils.toJSONString(says).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
