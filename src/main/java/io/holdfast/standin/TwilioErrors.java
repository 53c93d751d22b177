package io.holdfast.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Twilio says no. */
final class TwilioErrors {

    private TwilioErrors() {}

    static Reply error(int status, String code, String message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", Integer.parseInt(code)).put("message", message);
        node.put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", status);
        return Reply.json(status, node.toString());
    }

    /** What comes back where nothing is taken; null for a fault that comes after the taking. */
    static @Nullable Reply broken(Fault fault) {
        return switch (fault.kind()) {
            case DROP_BEFORE_ACCEPT -> Reply.cut();
            case REFUSE -> error(400, String.valueOf(fault.code()), "Refused by the test");
            case STATUS -> {
                Integer after = fault.retryAfter();
                Map<String, String> headers = after == null ? Map.of() : Map.of("Retry-After", after.toString());
                String body = fault.status() == 429
                        ? error(429, "20429", "Too Many Requests").body()
                        : "";
                yield new Reply(fault.status(), "application/json", body, headers);
            }
            default -> null;
        };
    }
}
