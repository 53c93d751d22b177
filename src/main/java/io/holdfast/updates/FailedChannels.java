package io.holdfast.updates;

import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.ChannelWatch;
import io.holdfast.delivery.OtherWay;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks whoever leads an incident, once a message, where texts are judged not to arrive and some of its customers do not know; and takes
 * the question back where texts arrive again, or nobody is left.
 */
@Component
class FailedChannels extends Worker {
    private static final Channel WATCHED = Channel.SMS;
    private static final Duration COUNTED_EVERY = Duration.ofSeconds(30);

    private final ObjectProvider<ChannelWatch> watch;
    private final OtherWay otherWay;
    private final FailedChannelRows rows;
    private final Incidents incidents;
    private final Ids ids;
    private final Times times;
    private final TransactionTemplate transaction;

    FailedChannels(
            ObjectProvider<ChannelWatch> watch,
            OtherWay otherWay,
            FailedChannelRows rows,
            Incidents incidents,
            Ids ids,
            Times times,
            TransactionTemplate transaction) {
        super("failed-channels", Duration.ofSeconds(5));
        this.watch = watch;
        this.otherWay = otherWay;
        this.rows = rows;
        this.incidents = incidents;
        this.ids = ids;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        watch.ifAvailable(w -> w.judgement(WATCHED).ifPresent(this::look));
        return false;
    }

    /** What this verdict on the channel means for questions. */
    void look(ChannelWatch.Judgement judged) {
        for (FailedChannel row : rows.open()) {
            if (judged.verdict() == Verdict.GOOD) {
                takeBack(row, "they arrive again");
            } else {
                recount(row);
            }
        }
        if (judged.verdict() == Verdict.BAD) {
            for (Incident incident : incidents.open(World.LIVE)) {
                if (incident.goingOn()) {
                    consider(incident);
                }
            }
        }
    }

    private Optional<OtherWay.Reach> reach(Incident incident) {
        return otherWay.reach(incident.world(), Telling.topic(incident), WATCHED);
    }

    private void consider(Incident incident) {
        if (rows.newest(incident.key(), WATCHED).filter(FailedChannel::open).isPresent()) {
            return;
        }
        Optional<OtherWay.Reach> reach = reach(incident);
        if (reach.isEmpty() || reach.get().untold() == 0) {
            return;
        }
        transaction.executeWithoutResult(tx -> {
            Incident locked = incidents.locked(incident.key());
            Optional<FailedChannel> before = rows.newest(locked.key(), WATCHED);
            // What was answered, or came right, is not asked twice of one message.
            boolean known = before.filter(
                            row -> row.open() || row.message() == reach.get().message())
                    .isPresent();
            if (known || !locked.goingOn()) {
                return;
            }
            String id = ids.id();
            rows.insert(id, locked, WATCHED, reach.get(), times.in(locked.world()));
            locked.wake("channel-failed", id);
            incidents.save(locked);
        });
    }

    private void recount(FailedChannel row) {
        Instant now = times.in(row.world());
        if (now.isBefore(row.countedAt().plus(COUNTED_EVERY))) {
            return;
        }
        Optional<OtherWay.Reach> reach = incidents.find(row.incident()).flatMap(this::reach);
        if (reach.isEmpty() || reach.get().untold() + reach.get().unclear() == 0) {
            takeBack(row, "nobody is left who does not know");
        } else {
            transaction.executeWithoutResult(tx -> {
                incidents.locked(row.incident());
                rows.count(row.id(), reach.get(), now);
            });
        }
    }

    private void takeBack(FailedChannel row, String because) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(row.incident());
            if (!rows.get(row.id()).open()) {
                return;
            }
            rows.state(row.id(), "over");
            incident.note(
                    new Actor.Self("updates"),
                    "update.channel-well",
                    "Nobody needs to be told another way: " + because,
                    Map.of("channel", row.channel().id()),
                    Map.of());
            incident.wake("channel-well", null);
            incidents.save(incident);
        });
    }
}
