package io.holdfast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Slack's limits: by default a post a second and channel, and 50 of {@code chat.update} a minute and workspace (tier 3). */
@Component
class SlackPace {
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final Pace pace;
    private final Duration gap;
    private final Map<String, Duration> gaps;

    /**
     * @param edits how many messages of the workspace may be edited a minute
     * @param posts how many messages one channel may get a minute
     */
    SlackPace(
            Pace pace,
            @Value("${holdfast.slack.edits-per-minute:50}") int edits,
            @Value("${holdfast.slack.posts-per-minute:60}") int posts) {
        this.pace = pace;
        this.gap = Pace.gap(posts / 60.0);
        this.gaps = Map.of(method(false), Pace.gap(50), method(true), Pace.gap(edits / 60.0));
    }

    /** Whose slots an edit takes, and whose a post. */
    static String method(boolean edit) {
        return edit ? "slack-method:chat.update" : "slack-method:chat.postMessage";
    }

    private static String channel(String address) {
        return "slack:" + address;
    }

    /** The pause between two posts of one channel. */
    Duration gap() {
        return gap;
    }

    /** Has a pace for each of these, before any is locked. */
    void ensure(Collection<String> addresses, Instant now) {
        gaps.keySet().forEach(method -> pace.ensure(method, now));
        addresses.forEach(address -> pace.ensure(channel(address), now));
    }

    /** Takes slots in the current transaction. Locks in one order on every node: the methods, then the channels as they are asked for. */
    Round round(Instant now) {
        Map<String, Instant> methods = new TreeMap<>();
        gaps.keySet().stream().sorted().forEach(method -> methods.put(method, pace.locked(method)));
        return new Round(now, methods);
    }

    /** Slots of one transaction. */
    final class Round {
        private final Instant now;
        private final Map<String, Instant> methods;

        private Round(Instant now, Map<String, Instant> methods) {
            this.now = now;
            this.methods = methods;
        }

        /** The next slot of this channel; empty where it is far: then it takes its turn later, and does not hold the others up. */
        Optional<Instant> slot(String address, boolean edit) {
            String method = method(edit);
            Instant slot =
                    Collections.max(List.of(now, pace.locked(channel(address)), methods.getOrDefault(method, now)));
            if (slot.isAfter(now.plus(AHEAD))) {
                return Optional.empty();
            }
            pace.set(channel(address), slot.plus(gap));
            Instant next = slot.plus(gaps.getOrDefault(method, gap));
            methods.put(method, next);
            pace.set(method, next);
            return Optional.of(slot);
        }
    }
}
