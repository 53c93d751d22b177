package io.holdfast.delivery;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.request.conversations.ConversationsOpenRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsOpenResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads in Slack's channels and threads whether an unclear post is there, by the key that each carries in its metadata. */
final class SlackHistory {
    /** The type of the metadata of whatever we post. */
    static final String EVENT = "holdfast_update";

    private static final Duration SKEW = Duration.ofSeconds(3);
    private static final int PAGE = 200;

    private final SlackHttp http;
    private final MethodsClient methods;
    private final Function<String, @Nullable String> knownChannel;

    /** @param knownChannel the channel's id that an address had before; null where none is known */
    SlackHistory(SlackWire wire, Function<String, @Nullable String> knownChannel) {
        this.http = wire.http();
        this.methods = wire.methods();
        this.knownChannel = knownChannel;
    }

    /** Whether it took this attempt. */
    Found find(Claimed post) {
        try {
            String since = post.startedAt().minus(SKEW).getEpochSecond() + ".000000";
            Claimed.Thread thread = post.message().thread();
            if (thread != null) {
                return look(post, thread.channelId(), false, cursor -> replies(thread, since, cursor));
            }
            Claimed.Standing standing = post.standing();
            if (standing != null) {
                Found edited = look(
                        post,
                        standing.channelId(),
                        true,
                        cursor -> history(standing.channelId(), standing.ts(), standing.ts(), cursor));
                if (edited instanceof Found.Yes) {
                    return edited;
                }
            }
            String channel = standing != null ? standing.channelId() : channelId(post.address());
            if (channel == null) {
                return new Found.CannotAsk("Slack does not tell the id of " + post.address());
            }
            return look(post, channel, false, cursor -> history(channel, since, null, cursor));
        } catch (SlackApiException e) {
            return new Found.CannotAsk("HTTP " + e.getResponse().code());
        } catch (IOException e) {
            return new Found.CannotAsk(String.valueOf(e.getMessage()));
        }
    }

    /** A page of messages. */
    private record Page(
            SlackApiTextResponse answer,
            @Nullable List<Message> messages,
            boolean more,
            @Nullable ResponseMetadata metadata) {
        @Nullable
        String next() {
            String cursor = more && metadata != null ? metadata.getNextCursor() : null;
            return cursor == null || cursor.isEmpty() ? null : cursor;
        }
    }

    private interface Pages {
        Page at(@Nullable String cursor) throws IOException, SlackApiException;
    }

    private Found look(Claimed post, String channel, boolean edit, Pages pages) throws IOException, SlackApiException {
        String cursor = null;
        do {
            http.begin();
            Page page = pages.at(cursor);
            List<Message> messages = page.messages();
            if (!page.answer().isOk() || messages == null) {
                return new Found.CannotAsk(String.valueOf(page.answer().getError()));
            }
            for (Message message : messages) {
                if (post.message().key().equals(key(message))) {
                    return new Found.Yes(message.getTs(), channel, edit);
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return new Found.No();
    }

    private static @Nullable Object key(Message message) {
        Message.Metadata metadata = message.getMetadata();
        return metadata != null && EVENT.equals(metadata.getEventType())
                ? metadata.getEventPayload().get("key")
                : null;
    }

    private Page history(String channel, String oldest, @Nullable String latest, @Nullable String cursor)
            throws IOException, SlackApiException {
        ConversationsHistoryResponse read = methods.conversationsHistory(ConversationsHistoryRequest.builder()
                .channel(channel)
                .oldest(oldest)
                .latest(latest)
                .inclusive(true)
                .includeAllMetadata(true)
                .limit(PAGE)
                .cursor(cursor)
                .build());
        return new Page(read, read.getMessages(), read.isHasMore(), read.getResponseMetadata());
    }

    private Page replies(Claimed.Thread thread, String oldest, @Nullable String cursor)
            throws IOException, SlackApiException {
        ConversationsRepliesResponse read = methods.conversationsReplies(ConversationsRepliesRequest.builder()
                .channel(thread.channelId())
                .ts(thread.ts())
                .oldest(oldest)
                .inclusive(true)
                .includeAllMetadata(true)
                .limit(PAGE)
                .cursor(cursor)
                .build());
        return new Page(read, read.getMessages(), read.isHasMore(), read.getResponseMetadata());
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
}
