package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.SlackStandIn.Press;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Calls as Slack makes them, signed and shaped, and not yet on the wire. */
final class SlackCalls {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String TEAM = "T0STANDIN";

    private final String signingSecret;
    private final Supplier<String> origin;
    private final SlackStamps stamps;
    private final SlackAnswers answers;
    private final SlackForms forms;

    /** @param origin where the stand-in itself is called */
    SlackCalls(
            String signingSecret, Supplier<String> origin, SlackStamps stamps, SlackAnswers answers, SlackForms forms) {
        this.signingSecret = signingSecret;
        this.origin = origin;
        this.stamps = stamps;
        this.answers = answers;
        this.forms = forms;
    }

    Press press(String channel, String ts, String action, String content, String user) {
        String id = id();
        ObjectNode payload = SlackReplies.object();
        payload.put("type", "block_actions").put("trigger_id", stamps.next() + ".1." + id);
        by(payload, user);
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel);
        payload.putObject("channel").put("id", channel);
        payload.putObject("message").put("ts", ts);
        payload.put("response_url", origin.get() + SlackAnswers.path(id));
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("block_id", "actions")
                .put("value", content)
                .put("action_ts", stamps.stamp());
        return payload(id, payload);
    }

    Press command(String command, String text, String channel, String user) {
        String id = id();
        String trigger = stamps.next() + ".1." + id;
        forms.trigger(trigger);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "not-looked-at");
        form.put("team_id", TEAM);
        form.put("team_domain", "stand-in");
        form.put("channel_id", channel);
        form.put("channel_name", "somewhere");
        form.put("user_id", user);
        form.put("user_name", user.toLowerCase(Locale.ROOT));
        form.put("command", command);
        form.put("text", text);
        form.put("api_app_id", "A0STANDIN");
        form.put("is_enterprise_install", "false");
        form.put("response_url", origin.get() + SlackAnswers.path(id));
        form.put("trigger_id", trigger);
        return signed(id, new Form(form).encoded(), FORM);
    }

    Press submit(JsonNode view, Map<String, List<String>> values, String user) {
        String id = id();
        ObjectNode payload = SlackReplies.object().put("type", "view_submission");
        by(payload, user);
        payload.putObject("team").put("id", TEAM);
        payload.put("trigger_id", stamps.next() + ".1." + id);
        payload.set("view", SlackForms.filled(view, values));
        payload.putArray("response_urls");
        return payload(id, payload);
    }

    /** Slack's question whether this address is ours. */
    Press challenge(String challenge) {
        ObjectNode body = SlackReplies.object().put("type", "url_verification").put("token", "not-looked-at");
        return signed(id(), body.put("challenge", challenge).toString(), JSON);
    }

    Press event(ObjectNode event, String ts) {
        ObjectNode body = SlackReplies.object().put("type", "event_callback").put("token", "not-looked-at");
        body.put("team_id", TEAM).put("api_app_id", "A0STANDIN");
        body.put("event_id", "Ev" + stamps.next()).put("event_time", stamps.seconds());
        event.put("event_ts", ts);
        body.set("event", event);
        return signed(id(), body.toString(), JSON);
    }

    private static void by(ObjectNode payload, String user) {
        payload.putObject("user").put("id", user).put("username", user.toLowerCase(Locale.ROOT));
    }

    private String id() {
        return "r" + stamps.next();
    }

    private Press payload(String id, ObjectNode payload) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("payload", payload.toString());
        return signed(id, new Form(form).encoded(), FORM);
    }

    private Press signed(String id, String body, String type) {
        String timestamp = String.valueOf(stamps.seconds());
        answers.await(id);
        return new Press(id, body, type, timestamp, Signing.slack(signingSecret, timestamp, body));
    }
}
