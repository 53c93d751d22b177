package io.holdfast.api;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.MessageControl;
import io.holdfast.delivery.MessageLog;
import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People's hand on what is sent, and the log of it. */
@RestController
class MessageHands {
    private static final int PAGE = 100;
    private static final int LONGEST = 300;
    private static final Set<String> STATES = Set.of(
            "waiting",
            "sending",
            "sent",
            "delivered",
            "unknown",
            "doubtful",
            "failed",
            "superseded",
            "withdrawn",
            "cancelled",
            "refused",
            "untold");

    private final MessageControl control;
    private final MessageLog messages;
    private final DeliveryLog deliveries;
    private final Callers callers;
    private final Approvals approvals;

    MessageHands(
            MessageControl control,
            MessageLog messages,
            DeliveryLog deliveries,
            Callers callers,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.control = control;
        this.messages = messages;
        this.deliveries = deliveries;
        this.callers = callers;
        this.approvals = Approvals.of(approvals);
    }

    record Why(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    record Correction(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Map<String, String> texts,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** One recipient in one channel. */
    record DeliveryView(
            long id,
            long message,
            @Nullable String incident,
            String topic,
            int version,
            String channel,
            String recipient,
            String address,
            String locale,
            String state,
            String text,
            String reason,
            Instant at,
            int attempts,
            @Nullable String vendorId,
            @Nullable String problem,
            boolean canSendAgain) {}

    @PostMapping("/api/messages/{id}/pause")
    MessagesController.MessageView pause(@PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        String because = because(why == null ? null : why.because());
        there(id);
        done(control.pause(id, callers.current().actor(), because));
        return there(id);
    }

    @PostMapping("/api/messages/{id}/resume")
    MessagesController.MessageView resume(@PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        String because = because(why == null ? null : why.because());
        there(id);
        done(control.resume(id, callers.current().actor(), because));
        return there(id);
    }

    @PostMapping("/api/messages/{id}/cancel")
    MessagesController.MessageView cancel(@PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        String because = because(why == null ? null : why.because());
        there(id);
        done(control.cancel(id, callers.current().actor(), because));
        return there(id);
    }

    @PostMapping("/api/messages/{id}/withdraw")
    MessagesController.MessageView withdraw(@PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        String because = because(why == null ? null : why.because());
        there(id);
        done(control.withdraw(id, callers.current().actor(), because));
        return there(id);
    }

    /** Answers with the correction itself: the newest version of the topic. Its words nobody has approved before. */
    @PostMapping("/api/messages/{id}/correct")
    MessagesController.MessageView correct(
            @PathVariable long id, @RequestBody(required = false) @Nullable Correction correction) {
        String because = because(correction == null ? null : correction.because());
        Map<String, String> texts = correction == null || correction.texts() == null ? Map.of() : correction.texts();
        MessagesController.MessageView wrong = there(id);
        Caller caller = callers.current();
        approvals.check(caller, "A correction approves new words");
        done(control.correct(id, texts, caller.actor(), because));
        return messages.latest(World.LIVE, 50).stream()
                .filter(m -> m.topic().equals(wrong.topic()))
                .findFirst()
                .map(MessagesController::view)
                .orElse(wrong);
    }

    @PostMapping("/api/deliveries/{id}/send-again")
    DeliveryView sendAgain(@PathVariable long id) {
        delivery(id);
        done(control.sendAgain(id, callers.current().actor()));
        return delivery(id);
    }

    @GetMapping("/api/deliveries")
    Page<DeliveryView> log(
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Long after) {
        if (state != null && !state.isEmpty() && !STATES.contains(state)) {
            throw new IllegalArgumentException(
                    "'state' is one of " + STATES.stream().sorted().toList());
        }
        List<DeliveryView> found = deliveries
                .find(World.LIVE, new DeliveryLog.Search(incident, state, channel(channel), q), after, PAGE + 1)
                .stream()
                .map(MessageHands::view)
                .toList();
        List<DeliveryView> page = found.stream().limit(PAGE).toList();
        return new Page<>(
                page, found.size() > PAGE ? String.valueOf(page.get(PAGE - 1).id()) : null);
    }

    private static @Nullable Channel channel(@Nullable String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        return Arrays.stream(Channel.values())
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'channel' is one of "
                        + Arrays.stream(Channel.values()).map(Channel::id).toList()));
    }

    private static DeliveryView view(DeliveryLog.Line l) {
        return new DeliveryView(
                l.id(),
                l.message(),
                l.incident(),
                l.topic(),
                l.version(),
                l.channel().id(),
                l.recipient(),
                l.address(),
                l.locale(),
                l.state(),
                l.words(),
                l.reason(),
                l.at(),
                l.attempts(),
                l.vendorId(),
                l.problem(),
                l.again());
    }

    private MessagesController.MessageView there(long id) {
        return messages.find(id)
                .map(MessagesController::view)
                .orElseThrow(() -> new NoSuchElementException("There is no message " + id));
    }

    private DeliveryView delivery(long id) {
        return deliveries
                .find(id)
                .map(MessageHands::view)
                .orElseThrow(() -> new NoSuchElementException("There is no delivery " + id));
    }

    private static void done(Optional<String> refusal) {
        refusal.ifPresent(why -> {
            throw new IllegalStateException(why);
        });
    }

    private static String because(@Nullable String because) {
        if (because == null || because.isBlank() || because.length() > LONGEST) {
            throw new IllegalArgumentException("'because' says why, in at most " + LONGEST + " characters");
        }
        return because.strip();
    }
}
