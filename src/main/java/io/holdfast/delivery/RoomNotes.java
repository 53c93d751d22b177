package io.holdfast.delivery;

import io.holdfast.delivery.InboundRows.Inbound;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people write in an incident's channel for the timeline: posts that begin with {@code note:}. An edit is a correction of the
 * note and a deletion its withdrawal; what was said before stays in the record.
 */
@Component
class RoomNotes {
    private static final Pattern NOTE = Pattern.compile(
            "^\\s*(?:note|nota|:memo:|:pushpin:)\\s*:?\\s*(.+)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern MARK =
            Pattern.compile("^\\s*(?:(?:note|nota)\\s*:|:memo:|:pushpin:)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 10_000;

    private final JdbcClient db;
    private final RoomRows rooms;
    private final Incidents incidents;
    private final People people;
    private final SlackWords words;

    RoomNotes(JdbcClient db, RoomRows rooms, Incidents incidents, People people, SlackWords words) {
        this.db = db;
        this.rooms = rooms;
        this.incidents = incidents;
        this.people = people;
        this.words = words;
    }

    /**
     * A post of a channel.
     *
     * @param what {@code said}, {@code changed} or {@code deleted}
     * @param ts its stamp
     */
    record Post(String what, String ts, String text) {}

    /** Whether this is for the timeline at all; asked before it is stored, since most of what people say is not. */
    boolean wants(String channel, Post post) {
        return MARK.matcher(post.text()).find()
                ? rooms.incident(channel).isPresent()
                : !post.what().equals("said") && digest(channel, post.ts()).isPresent();
    }

    /** Keeps it; called in a transaction, and again for what is repeated. */
    Optional<Said> heard(Inbound in, Post post) {
        Optional<String> key = rooms.incident(in.channel());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<Member> by = people.bySlack(in.slackUser());
        if (by.isEmpty()) {
            return Optional.of(words.stranger(in.slackUser()));
        }
        Incident incident = incidents.locked(key.get());
        Optional<String> before = digest(in.channel(), post.ts());
        Matcher marked = NOTE.matcher(post.text());
        boolean note = MARK.matcher(post.text()).find() && marked.matches();
        if (!note && before.isEmpty()) {
            return Optional.empty();
        }
        String said = note ? plain(marked.group(1)) : "";
        String digest = Digests.of(said);
        if (before.isPresent() && (post.what().equals("said") || before.get().equals(digest))) {
            return Optional.empty();
        }
        keep(incident.key(), in.channel(), post.ts(), digest, before.isPresent());
        String kind = before.isEmpty() ? "note" : note ? "note.corrected" : "note.withdrawn";
        String text = before.isEmpty()
                ? "A note, from the incident's channel"
                : note ? "A note was corrected in the incident's channel" : "A note was taken back in the channel";
        incident.note(
                new Actor.Person(by.get().username()),
                kind,
                text,
                Map.of("channel", in.channel(), "post", post.ts()),
                note ? Map.of("note", said.getBytes(StandardCharsets.UTF_8)) : Map.of());
        incidents.save(incident);
        return Optional.of(words.said(
                "slack/note-answer",
                Map.of("incident", incident.key(), "what", kind.substring(kind.indexOf('.') + 1))));
    }

    private Optional<String> digest(String channel, String ts) {
        return db.sql("SELECT digest FROM slack_note WHERE channel_id = :channel AND ts = :ts")
                .param("channel", channel)
                .param("ts", ts)
                .query(String.class)
                .optional();
    }

    private void keep(String incident, String channel, String ts, String digest, boolean known) {
        db.sql(
                        known
                                ? "UPDATE slack_note SET digest = :digest WHERE channel_id = :channel AND ts = :ts AND incident_key = :incident"
                                : "INSERT INTO slack_note (channel_id, ts, incident_key, digest) VALUES (:channel, :ts, :incident, :digest)")
                .param("digest", digest)
                .param("channel", channel)
                .param("ts", ts)
                .param("incident", incident)
                .update();
    }

    // As it was typed: Slack escapes these three.
    private static String plain(String text) {
        String typed = text.strip().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return typed.substring(0, Math.min(LONGEST, typed.length()));
    }
}
