package io.holdfast.delivery;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.request.conversations.ConversationsCreateRequest;
import com.slack.api.methods.request.conversations.ConversationsInviteRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.request.conversations.ConversationsSetTopicRequest;
import com.slack.api.methods.request.pins.PinsAddRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsCreateResponse;
import com.slack.api.methods.response.conversations.ConversationsInviteResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsSetTopicResponse;
import com.slack.api.methods.response.pins.PinsAddResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Slack's channels: made, asked for, and furnished. Each call is sent once, and its answer says what it proves. */
@Component
class SlackRooms {
    /** Somebody has to mend our account there, and then it works as it is. */
    private static final Set<String> ACCOUNT =
            Set.of("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired");

    private static final Set<String> TOO_MANY = Set.of("ratelimited", "rate_limited");

    private static final Set<String> UNCLEAR =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final SlackWire wire;
    private final MethodsClient methods;

    SlackRooms(SlackWire wire) {
        this.wire = wire;
        this.methods = wire.methods();
    }

    /** What an answer proves. */
    enum How {
        DONE,
        /** It never will, as things are. */
        REFUSED,
        /** It did not, and may later. */
        LATER,
        /** It may have. */
        UNCLEAR
    }

    /**
     * How it went.
     *
     * @param id what was made; null where nothing was
     * @param code Slack's word for what was wrong; empty where nothing was
     * @param after when another try makes sense
     */
    record Went(How how, @Nullable String id, String code, Duration after) {
        /** Whether the operators must mend something for it to work. */
        boolean account() {
            return ACCOUNT.contains(code);
        }

        boolean is(String word) {
            return code.equals(word);
        }
    }

    /** A channel as Slack lists it. */
    record Listed(String id, String creator, Instant created) {}

    /**
     * What was found under a name.
     *
     * @param asked whether the list could be read to its end, or to the channel
     */
    record Search(boolean asked, @Nullable Listed found) {}

    private interface Call<T> {
        T run() throws IOException, SlackApiException;
    }

    Went create(String name) {
        return went(
                () -> methods.conversationsCreate(ConversationsCreateRequest.builder()
                        .name(name)
                        .isPrivate(false)
                        .build()),
                (ConversationsCreateResponse made) -> made.getChannel().getId());
    }

    Went invite(String channel, String user) {
        return went(
                () -> methods.conversationsInvite(ConversationsInviteRequest.builder()
                        .channel(channel)
                        .users(List.of(user))
                        .build()),
                (ConversationsInviteResponse done) -> channel);
    }

    Went topic(String channel, String topic) {
        return went(
                () -> methods.conversationsSetTopic(ConversationsSetTopicRequest.builder()
                        .channel(channel)
                        .topic(topic)
                        .build()),
                (ConversationsSetTopicResponse done) -> channel);
    }

    Went pin(String channel, String ts) {
        return went(
                () -> methods.pinsAdd(
                        PinsAddRequest.builder().channel(channel).timestamp(ts).build()),
                (PinsAddResponse done) -> channel);
    }

    /** Our own user there; null where it could not be asked. */
    @Nullable
    String self() {
        return went(() -> methods.authTest(AuthTestRequest.builder().build()), (AuthTestResponse us) -> us.getUserId())
                .id();
    }

    /** The channel of this name, an archived one too: its name is taken all the same. */
    Search find(String name) {
        String cursor = "";
        do {
            ConversationsListResponse page;
            wire.http().begin();
            try {
                page = methods.conversationsList(ConversationsListRequest.builder()
                        .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .excludeArchived(false)
                        .limit(500)
                        .cursor(cursor)
                        .build());
            } catch (IOException | SlackApiException e) {
                return new Search(false, null);
            }
            if (!page.isOk()) {
                return new Search(false, null);
            }
            for (Conversation channel : page.getChannels()) {
                if (name.equals(channel.getName())) {
                    Instant created = Instant.ofEpochSecond(channel.getCreated() == null ? 0 : channel.getCreated());
                    return new Search(true, new Listed(channel.getId(), String.valueOf(channel.getCreator()), created));
                }
            }
            cursor = page.getResponseMetadata() == null
                    ? ""
                    : String.valueOf(page.getResponseMetadata().getNextCursor());
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return new Search(true, null);
    }

    private <T extends SlackApiTextResponse> Went went(Call<T> call, Function<T, String> id) {
        wire.http().begin();
        try {
            T response = call.run();
            if (response.isOk()) {
                return new Went(How.DONE, id.apply(response), "", Duration.ZERO);
            }
            String code = String.valueOf(response.getError());
            How how = ACCOUNT.contains(code) || TOO_MANY.contains(code)
                    ? How.LATER
                    : UNCLEAR.contains(code) ? How.UNCLEAR : How.REFUSED;
            return new Went(how, null, code, PAUSE);
        } catch (SlackApiException e) {
            int status = e.getResponse().code();
            String after = e.getResponse().header("Retry-After");
            Duration pause =
                    after != null && after.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(after)) : PAUSE;
            return new Went(status == 429 ? How.LATER : How.UNCLEAR, null, "http-" + status, pause);
        } catch (IOException e) {
            return wire.http().reached()
                    ? new Went(How.UNCLEAR, null, "no-answer", Duration.ofSeconds(2))
                    : new Went(How.LATER, null, "not-connected", PAUSE);
        }
    }
}
