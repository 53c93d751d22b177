package io.holdfast.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.time.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks over HTTP as strictly as Standard Webhooks asks: id, time within five minutes, signature. {@code POST /hook/<target>}
 * takes one, {@code GET /state/<target>} tells what holds.
 */
public final class WebhookStandIn implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final ActionStandIn inner = new ActionStandIn();
    private final byte[] secret;
    private final Times times;
    private final HttpFront front;
    private final List<String> refused = new ArrayList<>();
    private volatile Duration slowBy = Duration.ZERO;

    /**
     * @param port 0 for any
     * @param secret {@code whsec_} and base64
     */
    public WebhookStandIn(int port, String secret, Times times) {
        this.secret = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        this.times = times;
        this.front = new HttpFront("webhook-stand-in", port, this::answer);
    }

    /** Where webhooks for this target go. */
    public String url(String target) {
        return "http://127.0.0.1:" + front.port() + "/hook/" + target;
    }

    /** What tells this target's state. */
    public String stateUrl(String target) {
        return "http://127.0.0.1:" + front.port() + "/state/" + target;
    }

    /** What it does with what it takes. */
    public ActionStandIn inner() {
        return inner;
    }

    /** What was refused, and why. */
    public synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    /** Each answer comes only after so long; what was asked has taken effect by then. */
    public void slowBy(Duration by) {
        slowBy = by;
    }

    private HttpFront.Reply answer(HttpFront.Call call) {
        if (call.method().equals("GET") && call.path().startsWith("/state/")) {
            return json(200, inner.state(call.path().substring("/state/".length())));
        }
        if (!call.method().equals("POST") || !call.path().startsWith("/hook/")) {
            return json(404, Map.of());
        }
        String id = call.header("webhook-id");
        String wrong = wrong(call, id);
        if (id == null || wrong != null) {
            synchronized (this) {
                refused.add(String.valueOf(wrong));
            }
            return json(401, Map.of("error", String.valueOf(wrong)));
        }
        ActionStandIn.Answer answer = inner.take(asked(call, id));
        LockSupport.parkNanos(slowBy.toNanos());
        return switch (answer) {
            case TAKEN -> json(200, Map.of("taken", id));
            case REFUSED -> json(422, Map.of());
            case BUSY -> json(429, Map.of());
            case SILENT -> HttpFront.Reply.cut();
        };
    }

    private static ActionStandIn.Asked asked(HttpFront.Call call, String id) {
        try {
            JsonNode data = JSON.readTree(call.body()).path("data");
            return new ActionStandIn.Asked(
                    id,
                    "webhook",
                    call.path().substring("/hook/".length()),
                    data.path("direction").asText().equals("undo"),
                    JSON.convertValue(data.path("do"), new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was signed is no JSON", e);
        }
    }

    private @org.jspecify.annotations.Nullable String wrong(
            HttpFront.Call call, @org.jspecify.annotations.Nullable String id) {
        String stamp = call.header("webhook-timestamp");
        String signature = call.header("webhook-signature");
        if (id == null || id.contains(".") || stamp == null || !stamp.matches("[0-9]{1,12}") || signature == null) {
            return "id, timestamp or signature is missing";
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(stamp));
        if (Duration.between(at, times.real()).abs().compareTo(TOLERANCE) > 0) {
            return "the time is more than five minutes off";
        }
        String signed = "v1," + Base64.getEncoder().encodeToString(sum(id + "." + stamp + "." + call.body()));
        for (String one : signature.split(" ")) {
            if (MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8))) {
                return null;
            }
        }
        return "the signature is wrong";
    }

    private byte[] sum(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    private static HttpFront.Reply json(int status, Map<String, ?> body) {
        try {
            return HttpFront.Reply.json(status, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
