package io.holdfast.delivery;

import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostEphemeralRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack by its own SDK: posts, edits in place, replies in threads, and asks whether an unclear one is there. */
final class SlackChat implements ChatChannel {

    private static final Logger LOG = LoggerFactory.getLogger(SlackChat.class);

    /** The post to be edited is gone, or can't be edited any more: post anew. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive");

    private static final Set<String> ACCOUNT = Set.of(
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "missing_scope",
            "no_permission");
    private static final Set<String> UNCLEAR =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

    private final SlackHttp http;
    private final MethodsClient methods;
    private final String apiUrl;
    private final SlackHistory history;

    /**
     * @param knownChannel the channel's id that an address had before; null where none is known
     */
    SlackChat(SlackWire wire, Function<String, @Nullable String> knownChannel) {
        this.http = wire.http();
        this.methods = wire.methods();
        this.apiUrl = wire.apiUrl();
        this.history = new SlackHistory(wire, knownChannel);
    }

    private interface Call<T> {
        T run() throws IOException, SlackApiException;
    }

    @Override
    public Outcome send(Claimed post) {
        Claimed.Standing standing = post.standing();
        if (standing != null) {
            Outcome edited = edit(post, standing);
            if (!(edited instanceof Outcome.Refused refused && GONE.contains(refused.code()))) {
                return edited;
            }
        }
        Claimed.Thread thread = post.message().thread();
        return outcome(
                () -> methods.chatPostMessage(ChatPostMessageRequest.builder()
                        .channel(thread == null ? post.address() : thread.channelId())
                        .threadTs(thread == null ? null : thread.ts())
                        .text(post.text().whole())
                        .blocks(SlackBlocks.of(post.text()))
                        .metadata(metadata(post))
                        .unfurlLinks(false)
                        .build()),
                (ChatPostMessageResponse taken) -> new Outcome.Taken(taken.getTs(), taken.getChannel(), false));
    }

    private Outcome edit(Claimed post, Claimed.Standing standing) {
        return outcome(
                () -> methods.chatUpdate(ChatUpdateRequest.builder()
                        .channel(standing.channelId())
                        .ts(standing.ts())
                        .text(post.text().whole())
                        .blocks(SlackBlocks.of(post.text()))
                        .metadata(metadata(post))
                        .build()),
                (ChatUpdateResponse taken) -> new Outcome.Taken(standing.ts(), standing.channelId(), true));
    }

    private static Message.Metadata metadata(Claimed post) {
        return Message.Metadata.builder()
                .eventType(SlackHistory.EVENT)
                .eventPayload(Map.of("key", post.message().key()))
                .build();
    }

    private <T extends SlackApiTextResponse> Outcome outcome(Call<T> call, Function<T, Outcome> taken) {
        http.begin();
        try {
            T response = call.run();
            return response.isOk() ? taken.apply(response) : refusal(String.valueOf(response.getError()));
        } catch (SlackApiException e) {
            int status = e.getResponse().code();
            if (status == 429) {
                return new Outcome.NotTaken("ratelimited", retryAfter(e), true);
            }
            return new Outcome.Unknown("http-" + status);
        } catch (IOException e) {
            return http.reached()
                    ? new Outcome.Unknown("no-answer")
                    : new Outcome.NotTaken("not-connected", null, true);
        }
    }

    private static Outcome refusal(String error) {
        if (error.equals("ratelimited") || error.equals("rate_limited")) {
            return new Outcome.NotTaken("ratelimited", Duration.ofSeconds(30), true);
        }
        if (ACCOUNT.contains(error)) {
            LOG.error(
                    "Slack refuses our app ({}); messages are kept and tried again: check holdfast.slack.bot-token",
                    error);
            return new Outcome.NotTaken(error, Duration.ofSeconds(30), true);
        }
        if (UNCLEAR.contains(error)) {
            return new Outcome.Unknown(error);
        }
        return new Outcome.Refused(error, Outcome.Mark.NONE);
    }

    private static @Nullable Duration retryAfter(SlackApiException e) {
        String after = e.getResponse().header("Retry-After");
        return after != null && after.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(after)) : null;
    }

    @Override
    public Found find(Claimed post) {
        return history.find(post);
    }

    @Override
    public void whisper(String responseUrl, String channel, String user, Said said) {
        http.begin();
        try {
            if (!responseUrl.isEmpty() && ours(responseUrl)) {
                new ActionResponseSender(http.slack())
                        .send(
                                responseUrl,
                                ActionResponse.builder()
                                        .responseType("ephemeral")
                                        .replaceOriginal(false)
                                        .text(said.text())
                                        .blocks(SlackBlocks.of(said))
                                        .build());
            } else {
                methods.chatPostEphemeral(ChatPostEphemeralRequest.builder()
                        .channel(channel)
                        .user(user)
                        .text(said.text())
                        .blocks(SlackBlocks.of(said))
                        .build());
            }
        } catch (IOException | SlackApiException e) {
            LOG.warn("The answer to a press could not be told to {}; what he pressed was done", user, e);
        }
    }

    /** Only Slack's own addresses are called back, or the stand-in's where Slack is played there. */
    private boolean ours(String url) {
        URI there = URI.create(url);
        URI api = URI.create(apiUrl);
        String host = String.valueOf(there.getHost());
        return ("https".equals(there.getScheme()) && (host.equals("slack.com") || host.endsWith(".slack.com")))
                || (host.equals(api.getHost()) && there.getPort() == api.getPort());
    }
}
