package io.holdfast.standin;

import io.holdfast.standin.HttpFront.Call;
import io.holdfast.standin.HttpFront.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Slack's Web API: who may call which method, and which of them answers. */
final class SlackApi {
    private static final String BASE = "/api/";
    private static final Set<String> WRITES = Set.of("chat.postMessage", "chat.update");

    private final String token;
    private final SlackChannels channels;
    private final SlackPosts posts;
    private final SlackAnswers answers;
    private final SlackForms forms;
    private final SlackFaults faults;
    private final List<String> called = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile Set<String> scopes = SlackRules.EVERYTHING;

    SlackApi(
            String token,
            SlackChannels channels,
            SlackPosts posts,
            SlackAnswers answers,
            SlackForms forms,
            SlackFaults faults) {
        this.token = token;
        this.channels = channels;
        this.posts = posts;
        this.answers = answers;
        this.forms = forms;
        this.faults = faults;
    }

    void grant(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    boolean granted(String scope) {
        return scopes.contains(scope);
    }

    List<String> called() {
        synchronized (called) {
            return List.copyOf(called);
        }
    }

    /** How many requests to post or edit came in. */
    long requests() {
        return requests.get();
    }

    Reply answer(Call call) {
        if (SlackAnswers.at(call.path())) {
            return answers.response(call);
        }
        if (!call.path().startsWith(BASE)) {
            return Reply.json(404, "");
        }
        if (!("Bearer " + token).equals(call.header("authorization"))) {
            return SlackReplies.error(call.header("authorization") == null ? "not_authed" : "invalid_auth");
        }
        String method = call.path().substring(BASE.length());
        synchronized (called) {
            called.add(method);
        }
        if (!SlackRules.known(method)) {
            return SlackReplies.error("unknown_method");
        }
        String missing = SlackRules.missing(method, scopes);
        if (missing != null) {
            return Reply.json(
                    200,
                    SlackReplies.object()
                            .put("ok", false)
                            .put("error", "missing_scope")
                            .put("needed", missing)
                            .put("provided", String.join(",", scopes))
                            .toString());
        }
        boolean writes = WRITES.contains(method);
        if (writes) {
            requests.incrementAndGet();
            if (!call.isForm()) {
                return SlackReplies.error("invalid_form_data");
            }
        }
        return faults.around(method, writes, () -> work(method, Form.parse(call.body())));
    }

    private Reply work(String method, Form form) {
        return switch (method) {
            case "auth.test" -> who();
            case "chat.postMessage" -> posts.post(form);
            case "chat.update" -> posts.update(form);
            case "chat.postEphemeral" -> answers.ephemeral(form);
            case "conversations.history" -> posts.history(form);
            case "conversations.replies" -> posts.replies(form);
            case "conversations.list" -> channels.list(form);
            case "conversations.open" -> channels.opened(form);
            case "conversations.create" -> channels.create(form);
            case "conversations.invite" -> channels.invite(form);
            case "conversations.setTopic" -> channels.topic(form);
            case "pins.add" -> channels.pin(form, posts);
            case "views.open" -> forms.open(form);
            default -> SlackReplies.error("unknown_method");
        };
    }

    private Reply who() {
        Reply reply = SlackReplies.ok(node -> node.put("team", "Stand-in")
                .put("user", "holdfast")
                .put("user_id", SlackChannels.BOT)
                .put("team_id", "T0STANDIN"));
        return new Reply(
                reply.status(), reply.contentType(), reply.body(), Map.of("X-OAuth-Scopes", String.join(",", scopes)));
    }
}
