package io.holdfast.delivery;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.conversations.ConversationsHistoryRequest;
import com.slack.api.methods.request.conversations.ConversationsRepliesRequest;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one post of Slack as it stands, in a channel or in a thread. */
@Component
class SlackPostReader {
    private final SlackWire wire;
    private final MethodsClient methods;

    SlackPostReader(SlackWire wire) {
        this.wire = wire;
        this.methods = wire.methods();
    }

    /**
     * What Slack said.
     *
     * @param text of the post; null where there is none
     * @param code what was wrong; empty where nothing was, and then no text means that the post is gone
     */
    record Read(@Nullable String text, String code) {
        boolean failed() {
            return !code.isEmpty();
        }
    }

    Read read(String channel, String ts) {
        try {
            Read inChannel = inChannel(channel, ts);
            return inChannel.failed() || inChannel.text() != null ? inChannel : inThread(channel, ts);
        } catch (SlackApiException e) {
            return new Read(null, "http-" + e.getResponse().code());
        } catch (IOException e) {
            return new Read(null, "no-answer");
        }
    }

    private Read inChannel(String channel, String ts) throws IOException, SlackApiException {
        wire.http().begin();
        ConversationsHistoryResponse read = methods.conversationsHistory(ConversationsHistoryRequest.builder()
                .channel(channel)
                .latest(ts)
                .inclusive(true)
                .limit(1)
                .build());
        return read.isOk() ? of(read.getMessages(), ts) : new Read(null, String.valueOf(read.getError()));
    }

    // A reply is in no channel's history; its own stamp leads to it.
    private Read inThread(String channel, String ts) throws IOException, SlackApiException {
        wire.http().begin();
        ConversationsRepliesResponse read = methods.conversationsReplies(ConversationsRepliesRequest.builder()
                .channel(channel)
                .ts(ts)
                .oldest(ts)
                .latest(ts)
                .inclusive(true)
                .limit(2)
                .build());
        if (!read.isOk() && "thread_not_found".equals(read.getError())) {
            return new Read(null, "");
        }
        return read.isOk() ? of(read.getMessages(), ts) : new Read(null, String.valueOf(read.getError()));
    }

    private static Read of(@Nullable List<Message> messages, String ts) {
        Optional<Message> found = Objects.requireNonNullElse(messages, List.<Message>of()).stream()
                .filter(m -> ts.equals(m.getTs()))
                .findFirst();
        return new Read(
                found.map(m -> Objects.requireNonNullElse(m.getText(), "")).orElse(null), "");
    }
}
