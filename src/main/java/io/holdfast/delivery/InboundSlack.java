package io.holdfast.delivery;

import io.holdfast.time.Times;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where Slack calls: what is not signed by it, or not fresh, goes no further. */
@Component
public class InboundSlack {
    private final SlackSignature signature;
    private final SlackApp app;

    InboundSlack(SlackAccount account, SlackApp app, Times times, JdbcClient db) {
        this.signature = new SlackSignature(account, times, db);
        this.app = app;
    }

    /**
     * What Slack is answered.
     *
     * @param type the body's media type; null for no body
     */
    public record Reply(int status, @Nullable String type, String body) {}

    /**
     * Takes a call in: stored before it is answered, acted on right after.
     *
     * @param body its bytes as they came, since the signature goes over them
     * @param headers by their names
     */
    public Reply called(byte[] body, Map<String, List<String>> headers) {
        String because =
                signature.fault(body, first(headers, "X-Slack-Request-Timestamp"), first(headers, "X-Slack-Signature"));
        if (because != null) {
            signature.refused(because);
            return new Reply(401, null, "");
        }
        signature.proven();
        return app.run(body, headers);
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return null;
    }
}
