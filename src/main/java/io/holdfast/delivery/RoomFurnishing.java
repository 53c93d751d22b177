package io.holdfast.delivery;

import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.RoomRows.Room;
import io.holdfast.delivery.SlackRooms.How;
import io.holdfast.delivery.SlackRooms.Went;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.time.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps an incident's channel current: who is in it, its topic, and the pinned post, which the outbox edits in place. */
@Component
class RoomFurnishing {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN_CLOSED = Duration.ofHours(1);
    private static final String STREAM = "room";
    private static final Logger log = LoggerFactory.getLogger(RoomFurnishing.class);
    private static final Set<String> IN_ALREADY = Set.of("already_in_channel", "cant_invite_self");
    private static final Set<String> GONE = Set.of("channel_not_found", "is_archived");

    private final RoomRows rows;
    private final SlackRooms slack;
    private final RoomTroubles troubles;
    private final ObjectProvider<RoomWords> words;
    private final SlackWords templates;
    private final Incidents incidents;
    private final People people;
    private final Outbox outbox;
    private final JdbcClient db;
    private final Times times;
    private final TransactionTemplate transaction;

    RoomFurnishing(
            RoomRows rows,
            SlackRooms slack,
            RoomTroubles troubles,
            ObjectProvider<RoomWords> words,
            SlackWords templates,
            Incidents incidents,
            People people,
            Outbox outbox,
            JdbcClient db,
            Times times,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.slack = slack;
        this.troubles = troubles;
        this.words = words;
        this.templates = templates;
        this.incidents = incidents;
        this.people = people;
        this.outbox = outbox;
        this.db = db;
        this.times = times;
        this.transaction = transaction;
    }

    /** A channel that somebody deleted or archived, or that the local stand-in forgot: nothing that operators could mend. */
    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(String code) {
            super(code, null, false, false);
        }
    }

    /** One look at a channel that is made, in the caller's hands. */
    void furnish(Room room) {
        try {
            look(room);
        } catch (Gone gone) {
            log.info(
                    "The channel of {} is not there any more ({}); the incident goes on without one",
                    room.incident(),
                    gone.getMessage());
            transaction.executeWithoutResult(tx -> rows.without(room.incident(), String.valueOf(gone.getMessage())));
        }
    }

    private void look(Room room) {
        Incident incident = incidents.find(room.incident()).orElseThrow();
        String channel = String.valueOf(room.channel());
        RoomWords.Words now = words.getObject().of(incident);
        Set<String> invited = invited(room, incident, channel);
        String topic = room.topic();
        if (!now.topic().equals(topic)) {
            Went went = slack.topic(channel, now.topic());
            topic = settled(went, "set the topic of an incident's channel") ? now.topic() : topic;
        }
        String pinned = pinned(room, channel);
        String summary = Digests.of(now.summary());
        Room after = new Room(
                room.incident(),
                room.name(),
                room.suffix(),
                room.state(),
                room.tries(),
                room.wantedAt(),
                channel,
                topic,
                invited,
                summary,
                pinned);
        Duration again = incident.closedAt().isPresent() ? LOOK_AGAIN_CLOSED : LOOK_AGAIN;
        // The post of a closed incident is looked after until it is out and pinned.
        boolean restless = pinned == null || !summary.equals(room.summary());
        transaction.executeWithoutResult(tx -> {
            if (!summary.equals(room.summary())) {
                put(incident, room, channel, now.summary());
            }
            rows.shows(after, times.real().plus(restless ? LOOK_AGAIN : again));
        });
    }

    private Set<String> invited(Room room, Incident incident, String channel) {
        Set<String> invited = new TreeSet<>(room.invited());
        List<String> wanted = new ArrayList<>();
        incident.commander().ifPresent(wanted::add);
        incident.owner().ifPresent(wanted::add);
        for (String username : wanted) {
            Optional<String> user = people.find(username).map(Member::slack);
            if (user.isPresent() && !invited.contains(user.get())) {
                Went went = slack.invite(channel, user.get());
                if (IN_ALREADY.contains(went.code()) || settled(went, "ask people into an incident's channel")) {
                    invited.add(user.get());
                }
            }
        }
        return invited;
    }

    // Pinned anew where the post had to be posted anew.
    private @org.jspecify.annotations.Nullable String pinned(Room room, String channel) {
        Optional<String> ts = db.sql(
                        "SELECT ts FROM slack_post WHERE world = 'live' AND topic = :topic AND address = :address")
                .param("topic", room.incident() + "/" + STREAM)
                .param("address", channel)
                .query(String.class)
                .optional();
        if (ts.isEmpty() || ts.get().equals(room.pinned())) {
            return room.pinned();
        }
        Went went = slack.pin(channel, ts.get());
        return went.is("already_pinned") || settled(went, "pin the summary in an incident's channel")
                ? ts.get()
                : room.pinned();
    }

    /** Whether it need not be tried again: it is done, or it is refused and the operators know. */
    private boolean settled(Went went, String what) {
        if (GONE.contains(went.code())) {
            throw new Gone(went.code());
        }
        if (went.how() == How.REFUSED) {
            transaction.executeWithoutResult(tx -> troubles.say(what, went.code()));
        } else if (went.how() == How.DONE) {
            transaction.executeWithoutResult(tx -> troubles.over(what));
        }
        return went.how() == How.DONE || went.how() == How.REFUSED;
    }

    private void put(Incident incident, Room room, String channel, String summary) {
        String locale = templates.locale();
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                STREAM,
                NewMessage.Kind.DIGEST,
                incident.severity().number(),
                new Audience.Addresses(
                        List.of(new Audience.Address("channel:#" + room.name(), Channel.SLACK, channel, locale))),
                List.of(new Text(Channel.SLACK, locale, summary)),
                true,
                false,
                null,
                null,
                false,
                "how the incident stands, in its own channel",
                templates.version(),
                0));
    }
}
