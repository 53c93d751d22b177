package io.holdfast.delivery;

import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostEphemeralRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.request.conversations.ConversationsOpenRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsOpenResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack by its own SDK: posts, edits in place, and asks by the key in the metadata whether an unclear post is there. */
final class SlackChat implements ChatChannel {

    private static final Logger LOG = LoggerFactory.getLogger(SlackChat.class);
    private static final String EVENT = "holdfast_update";
    private static final Duration SKEW = Duration.ofSeconds(3);

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
    private final Function<String, @Nullable String> knownChannel;

    /**
     * @param knownChannel the channel's id that an address had before; null where none is known
     */
    SlackChat(SlackWire wire, Function<String, @Nullable String> knownChannel) {
        this.http = wire.http();
        this.methods = wire.methods();
        this.apiUrl = wire.apiUrl();
        this.knownChannel = knownChannel;
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
        return outcome(
                () -> methods.chatPostMessage(ChatPostMessageRequest.builder()
                        .channel(post.address())
                        .text(post.text().body())
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
                        .text(post.text().body())
                        .blocks(SlackBlocks.of(post.text()))
                        .metadata(metadata(post))
                        .build()),
                (ChatUpdateResponse taken) -> new Outcome.Taken(standing.ts(), standing.channelId(), true));
    }

    private static Message.Metadata metadata(Claimed post) {
        return Message.Metadata.builder()
                .eventType(EVENT)
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
        try {
            Claimed.Standing standing = post.standing();
            if (standing != null) {
                Found edited = look(post, standing.channelId(), standing.ts(), standing.ts());
                if (edited instanceof Found.Yes) {
                    return edited;
                }
            }
            String channel = standing != null ? standing.channelId() : channelId(post.address());
            if (channel == null) {
                return new Found.CannotAsk("Slack does not tell the id of " + post.address());
            }
            Instant since = post.startedAt().minus(SKEW);
            return look(post, channel, since.getEpochSecond() + ".000000", null);
        } catch (SlackApiException e) {
            return new Found.CannotAsk("HTTP " + e.getResponse().code());
        } catch (IOException e) {
            return new Found.CannotAsk(String.valueOf(e.getMessage()));
        }
    }

    private Found look(Claimed post, String channel, String oldest, @Nullable String latest)
            throws IOException, SlackApiException {
        String cursor = null;
        do {
            http.begin();
            ConversationsHistoryRequest.ConversationsHistoryRequestBuilder ask = ConversationsHistoryRequest.builder()
                    .channel(channel)
                    .oldest(oldest)
                    .inclusive(true)
                    .includeAllMetadata(true)
                    .limit(200);
            if (latest != null) {
                ask.latest(latest);
            }
            if (cursor != null) {
                ask.cursor(cursor);
            }
            ConversationsHistoryResponse history = methods.conversationsHistory(ask.build());
            if (!history.isOk()) {
                return new Found.CannotAsk(String.valueOf(history.getError()));
            }
            for (Message message : history.getMessages()) {
                Message.Metadata metadata = message.getMetadata();
                if (metadata != null
                        && EVENT.equals(metadata.getEventType())
                        && post.message()
                                .key()
                                .equals(metadata.getEventPayload().get("key"))) {
                    return new Found.Yes(message.getTs(), channel, latest != null);
                }
            }
            cursor = history.isHasMore() && history.getResponseMetadata() != null
                    ? history.getResponseMetadata().getNextCursor()
                    : null;
        } while (cursor != null && !cursor.isEmpty());
        return new Found.No();
    }

    /** History is asked by the channel's id only; a post may have gone to a name or a user. */
    private @Nullable String channelId(String address) throws IOException, SlackApiException {
        String known = knownChannel.apply(address);
        if (known != null || address.matches("[CGD][A-Z0-9]{6,20}")) {
            return known == null ? address : known;
        }
        http.begin();
        if (address.matches("[UW][A-Z0-9]{2,20}")) {
            ConversationsOpenResponse opened = methods.conversationsOpen(
                    ConversationsOpenRequest.builder().users(List.of(address)).build());
            return opened.isOk() ? opened.getChannel().getId() : null;
        }
        String name = address.startsWith("#") ? address.substring(1) : address;
        String cursor = null;
        do {
            ConversationsListRequest.ConversationsListRequestBuilder ask = ConversationsListRequest.builder()
                    .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                    .excludeArchived(true)
                    .limit(500);
            if (cursor != null) {
                ask.cursor(cursor);
            }
            ConversationsListResponse page = methods.conversationsList(ask.build());
            if (!page.isOk()) {
                return null;
            }
            for (Conversation channel : page.getChannels()) {
                if (name.equals(channel.getName())) {
                    return channel.getId();
                }
            }
            cursor = page.getResponseMetadata() == null
                    ? null
                    : page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());
        return null;
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
