package io.holdfast.detect;

import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives signals their identities.
 *
 * <p>The same message: source and {@code id}; without an id, for what speaks of a condition, the same content while the condition stands
 * so (decided in the store); for the others the same content where it has a time of its own, and never where it has none, since a
 * figure may well be the same twice.
 *
 * <p>The same condition: source and {@code key}; without a key source, dependency, journey, metric, title and scope.
 */
final class Arrivals {
    private final Times times;
    private final Ids ids;

    Arrivals(Times times, Ids ids) {
        this.times = times;
        this.ids = ids;
    }

    Arrival of(World world, Signal s) {
        Instant now = times.in(world);
        String keyHash = null;
        String identity = "";
        if (s.hasCondition()) {
            String named = s.key() != null
                    ? s.key()
                    : String.join(
                            " · ",
                            blank(s.dependency()),
                            blank(s.journey()),
                            blank(s.metric()),
                            s.title(),
                            s.region(),
                            s.channel(),
                            s.segment());
            identity = Texts.name(named, 250);
            keyHash = Texts.hash(world.id(), s.source(), s.key() != null ? "key" : "derived", named);
        }
        String dedupe;
        if (s.id() != null) {
            dedupe = Texts.hash("id", s.source(), s.id());
        } else if (s.kind().equals(Signal.RAW) || (keyHash == null && s.at() != null)) {
            dedupe = Texts.hash("content", s.source(), s.content());
        } else {
            dedupe = Texts.hash("once", ids.id());
        }
        String indicator = s.kind().equals("measurement") && s.reason() == null
                ? Texts.hash(world.id(), s.metric(), s.journey(), s.dependency(), s.region(), s.channel(), s.segment())
                : null;
        String meaning = Texts.hash(
                s.severity(),
                s.journey(),
                s.dependency(),
                s.region(),
                s.channel(),
                s.segment(),
                s.light() == null ? "" : s.light().id(),
                s.title());
        return new Arrival(
                s,
                s.at() == null ? times.real() : s.at(),
                worldTime(world, s.at(), now),
                now,
                dedupe,
                keyHash,
                identity,
                meaning,
                indicator);
    }

    /**
     * A sender's time by the world's clock. Where that was moved ahead, a time that senders take from real clocks is moved with it, so
     * that windows see the pace at which things happened; never later than now.
     */
    private Instant worldTime(World world, @Nullable Instant at, Instant now) {
        if (at == null) {
            return now;
        }
        Instant real = times.real();
        Duration ahead = Duration.between(real, now);
        Instant moved =
                ahead.compareTo(Duration.ofSeconds(1)) > 0 && !at.isAfter(real.plusSeconds(5)) ? at.plus(ahead) : at;
        return moved.isAfter(now) ? now : moved;
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }
}
