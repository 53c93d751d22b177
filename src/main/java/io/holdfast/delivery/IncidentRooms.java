package io.holdfast.delivery;

import io.holdfast.delivery.RoomRows.Room;
import io.holdfast.delivery.SlackRooms.How;
import io.holdfast.delivery.SlackRooms.Listed;
import io.holdfast.delivery.SlackRooms.Search;
import io.holdfast.delivery.SlackRooms.Went;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A channel for each incident that is real. That one is wanted is a row before Slack is asked; who has asked and not heard looks for
 * it before he asks again, so that none is made twice. The incident never waits for it.
 */
@Component
class IncidentRooms extends Worker {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int NAMES = 20;
    private static final String MAKING = "make a channel for an incident";

    private final RoomRows rows;
    private final SlackRooms slack;
    private final RoomFurnishing furnishing;
    private final RoomTroubles troubles;
    private final Incidents incidents;
    private final Times times;
    private final TransactionTemplate transaction;
    private final boolean wanted;
    private @Nullable String self;

    IncidentRooms(
            RoomRows rows,
            SlackRooms slack,
            RoomFurnishing furnishing,
            RoomTroubles troubles,
            Incidents incidents,
            Times times,
            TransactionTemplate transaction,
            SlackSettings settings) {
        super("incident-channels", Duration.ofSeconds(2));
        this.rows = rows;
        this.slack = slack;
        this.furnishing = furnishing;
        this.troubles = troubles;
        this.incidents = incidents;
        this.times = times;
        this.transaction = transaction;
        this.wanted = settings.incidentChannels();
    }

    @Override
    protected boolean work() {
        if (!wanted) {
            return false;
        }
        want();
        for (Room room : rows.due(times.real())) {
            boolean asks = room.state().equals("wanted");
            Instant now = times.real();
            boolean ours = Boolean.TRUE.equals(transaction.execute(tx -> rows.claim(room, now, now.plus(LEASE), asks)));
            if (ours && asks) {
                make(room);
            } else if (ours) {
                furnishing.furnish(room);
            }
        }
        return false;
    }

    private void want() {
        for (Incident incident : incidents.open(World.LIVE)) {
            if (incident.phase() == Phase.DETECT || !incident.goingOn()) {
                continue;
            }
            if (rows.find(incident.key()).isPresent()) {
                rows.soon(incident.key(), times.real());
                continue;
            }
            try {
                transaction.executeWithoutResult(
                        tx -> rows.want(incident.key(), name(incident.key(), 1), times.real()));
            } catch (DuplicateKeyException e) {
                // another node wants it, too
                continue;
            }
        }
    }

    private static String name(String incident, int suffix) {
        String name = incident.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        return suffix == 1 ? name : name + "-" + suffix;
    }

    private void make(Room room) {
        if (room.tries() > 0) {
            Search search = slack.find(room.name());
            Listed found = search.found();
            if (!search.asked()) {
                transaction.executeWithoutResult(
                        tx -> rows.later(room.incident(), times.real().plusSeconds(10)));
                return;
            }
            if (found != null) {
                if (ours(found, room)) {
                    made(room, found.id());
                } else {
                    otherName(room);
                }
                return;
            }
        }
        Went went = slack.create(room.name());
        if (went.how() == How.DONE) {
            made(room, String.valueOf(went.id()));
        } else if (went.is("name_taken")) {
            otherName(room);
        } else if (went.how() == How.REFUSED) {
            without(room, went.code());
        } else {
            transaction.executeWithoutResult(tx -> {
                rows.later(room.incident(), times.real().plus(went.after()));
                if (went.account()) {
                    troubles.say(MAKING, went.code());
                }
            });
        }
    }

    // Made by us since it was wanted: the answer to an earlier try was lost.
    private boolean ours(Listed found, Room room) {
        if (self == null) {
            self = slack.self();
        }
        return found.creator().equals(self)
                && !found.created().isBefore(room.wantedAt().minus(SKEW));
    }

    private void otherName(Room room) {
        if (room.suffix() >= NAMES) {
            without(room, "name_taken");
            return;
        }
        int suffix = room.suffix() + 1;
        transaction.executeWithoutResult(
                tx -> rows.rename(room.incident(), name(room.incident(), suffix), suffix, times.real()));
        wake();
    }

    private void made(Room room, String channel) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(room.incident());
            rows.made(room.incident(), channel, times.real());
            troubles.over(MAKING);
            note(incident, "channel.opened", "The incident has a Slack channel, #" + room.name(), channel);
        });
        wake();
    }

    private void without(Room room, String code) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(room.incident());
            rows.without(room.incident(), code);
            troubles.say(MAKING, code);
            note(incident, "channel.missing", "It goes on without a Slack channel: " + code, code);
        });
    }

    private void note(Incident incident, String kind, String text, String what) {
        incident.note(new Actor.Self("delivery"), kind, text, Map.of("what", what), Map.of());
        incidents.save(incident);
    }
}
