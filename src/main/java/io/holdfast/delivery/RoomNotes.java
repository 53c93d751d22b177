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
import org.springframework.stereotype.Component;

/**
 * What people write in an incident's channel for the timeline: posts that begin with {@code note:}, and posts to which somebody added
 * a pin. An edit is a correction of the note and a deletion its withdrawal; what was said before stays in the record.
 */
@Component
class RoomNotes {
    private final NoteRows notes;
    private final RoomRows rooms;
    private final Incidents incidents;
    private final People people;
    private final SlackWords words;

    RoomNotes(NoteRows notes, RoomRows rooms, Incidents incidents, People people, SlackWords words) {
        this.notes = notes;
        this.rooms = rooms;
        this.incidents = incidents;
        this.people = people;
        this.words = words;
    }

    /**
     * A post of a channel.
     *
     * @param what {@code said}, {@code changed}, {@code deleted} or {@code marked}
     * @param ts its stamp
     */
    record Post(String what, String ts, String text) {
        boolean marked() {
            return what.equals("marked");
        }
    }

    /** Whether this is for the timeline at all; asked before it is stored, since most of what people say is not. */
    boolean wants(String channel, Post post) {
        if (post.marked()) {
            return rooms.incident(channel).isPresent()
                    && notes.find(channel, post.ts())
                            .map(NoteRows.Kept::withdrawn)
                            .orElse(true);
        }
        return NoteText.begins(post.text())
                ? rooms.incident(channel).isPresent()
                : !post.what().equals("said") && notes.find(channel, post.ts()).isPresent();
    }

    /** Keeps it; called in a transaction, and again for what is repeated. */
    Optional<Said> heard(Inbound in, Post post) {
        Optional<String> key = rooms.incident(in.channel());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Incident incident = incidents.locked(key.get());
        Optional<NoteRows.Kept> before = notes.find(in.channel(), post.ts());
        boolean markedBefore = before.map(NoteRows.Kept::marked).orElse(false);
        Optional<Member> by = people.bySlack(in.slackUser());
        // Whoever wrote what another one marked need not be known here to correct it.
        if (by.isEmpty() && (post.marked() || !markedBefore)) {
            return Optional.of(words.stranger(in.slackUser()));
        }
        boolean whole = post.marked() || markedBefore;
        String said = whole
                ? NoteText.whole(post.text())
                : NoteText.begun(post.text()).orElse("");
        NoteRows.Kept now = new NoteRows.Kept(Digests.of(said), whole);
        if (before.isEmpty() ? said.isEmpty() : same(post, before.get(), now)) {
            return post.marked() && said.isEmpty() ? Optional.of(answer("", "empty")) : Optional.empty();
        }
        notes.keep(incident.key(), in.channel(), post.ts(), now);
        String kind = before.isEmpty() || before.get().withdrawn() && post.marked()
                ? "note"
                : said.isEmpty() ? "note.withdrawn" : "note.corrected";
        incident.note(
                by.<Actor>map(member -> new Actor.Person(member.username())).orElseGet(() -> new Actor.Self("slack")),
                kind,
                line(kind, post.marked()),
                Map.of("channel", in.channel(), "post", post.ts()),
                said.isEmpty() ? Map.of() : Map.of("note", said.getBytes(StandardCharsets.UTF_8)));
        incidents.save(incident);
        return Optional.of(answer(incident.key(), kind.substring(kind.indexOf('.') + 1)));
    }

    // A post is said once, and a second pin on a note is none.
    private static boolean same(Post post, NoteRows.Kept before, NoteRows.Kept now) {
        return post.what().equals("said")
                || before.digest().equals(now.digest())
                || (post.marked() && !before.withdrawn());
    }

    private static String line(String kind, boolean marked) {
        return switch (kind) {
            case "note" ->
                marked ? "A post of the incident's channel, marked as a note" : "A note, from the incident's channel";
            case "note.corrected" -> "A note was corrected in the incident's channel";
            default -> "A note was taken back in the channel";
        };
    }

    private Said answer(String incident, String what) {
        return words.said("slack/note-answer", Map.of("incident", incident, "what", what));
    }
}
