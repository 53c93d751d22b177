package io.holdfast.console;

import io.holdfast.delivery.MessageLog;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guard.JudgedDecisions.Judged;
import io.holdfast.incident.Incident;
import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.learn.Participants;
import io.holdfast.learn.Reviews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A review gathered from what is on record. */
@Component
class ReviewFile {
    private static final int DECISIONS = 200;

    private final Reviews reviews;
    private final Participants participants;
    private final Changes changes;
    private final JudgedDecisions decisions;
    private final MessageLog messages;
    private final SimilarIncidents similar;
    private final House house;

    ReviewFile(
            Reviews reviews,
            Participants participants,
            Changes changes,
            JudgedDecisions decisions,
            MessageLog messages,
            SimilarIncidents similar,
            House house) {
        this.reviews = reviews;
        this.participants = participants;
        this.changes = changes;
        this.decisions = decisions;
        this.messages = messages;
        this.similar = similar;
        this.house = house;
    }

    /**
     * All of it.
     *
     * @param owner who answers for it, by name; empty for nobody
     * @param overdue whether it is still to be written and its date is over
     */
    record Contents(
            Incident incident,
            Optional<Reviews.Review> review,
            String journeys,
            String owner,
            String writtenBy,
            boolean overdue,
            List<Part> took,
            List<Text> texts,
            List<Decided> decided,
            List<Told> told,
            List<Action> actions,
            List<Change> changes,
            List<SimilarIncidents.Similar> similar) {

        /** What is to be read first; empty where nobody has said it. */
        public Optional<Text> inShort() {
            return texts.stream().filter(t -> t.title().equals(IN_SHORT)).findFirst();
        }

        /** What was written beside that. */
        public List<Text> more() {
            return texts.stream().filter(t -> !t.title().equals(IN_SHORT)).toList();
        }
    }

    /** What somebody wrote, in Markdown. */
    record Text(String title, String markdown) {
        /** With its headings below the one that stands above it. */
        String nested() {
            return markdown.replaceAll("(?m)^(#{1,4})(?= )", "##$1").strip();
        }

        /** As HTML that can't do anything. */
        public String html() {
            return Markdown.html(nested());
        }
    }

    /** Somebody who took part, and what he did in it, in words. */
    record Part(String username, String name, String did) {}

    /**
     * A decision, and by which rule.
     *
     * @param times how often it came out so at once; 1 for once
     */
    record Decided(Judged judged, String time, String rule, String verdict, int times) {
        private boolean again(Decided before) {
            return judged.says().equals(before.judged().says())
                    && rule.equals(before.rule())
                    && verdict.equals(before.verdict());
        }
    }

    /** A message: to whom, and what became of it. */
    record Told(String time, String what, String came) {}

    /** Something that was agreed on. */
    record Action(String what, String owner, String due, boolean done) {}

    Contents of(Incident incident) {
        Optional<Reviews.Review> review = reviews.of(incident.key());
        return new Contents(
                incident,
                review,
                similar.journeyNames(incident),
                review.map(r -> house.person(r.owner())).orElse(""),
                review.map(r -> house.person(r.writtenBy())).orElse(""),
                review.map(this::overdue).orElse(false),
                participants.of(incident.key()).stream()
                        .map(p -> new Part(p.username(), house.person(p.username()), did(p)))
                        .toList(),
                review.map(ReviewFile::texts).orElse(List.of()),
                decided(incident),
                told(incident),
                review.map(r -> r.actions().stream().map(this::action).toList()).orElse(List.of()),
                changes.of(incident.key()),
                similar.of(incident));
    }

    private boolean overdue(Reviews.Review review) {
        Instant due = review.dueAt();
        return review.writtenAt() == null && due != null && due.isBefore(house.now());
    }

    private static String did(Participants.Participant p) {
        List<String> parts = new ArrayList<>();
        if (p.commanded()) {
            parts.add("in command");
        }
        if (p.owned()) {
            parts.add("owner");
        }
        if (p.acknowledged()) {
            parts.add("the first to take it");
        }
        counted(parts, p.answers(), "answered one task", "answered %d tasks");
        counted(parts, p.notes(), "wrote a note", "wrote %d notes");
        if (p.answers() == 0) { // an answer is followed by what comes of it
            counted(parts, p.acts(), "one thing on record", "%d things on record");
        }
        return parts.isEmpty() ? "added by whoever wrote the review" : String.join(", ", parts);
    }

    private static void counted(List<String> parts, int n, String one, String many) {
        if (n > 0) {
            parts.add(n == 1 ? one : many.formatted(n));
        }
    }

    private static List<Text> texts(Reviews.Review review) {
        List<Text> texts = new ArrayList<>();
        add(texts, IN_SHORT, review.summary());
        add(texts, "What contributed", review.contributing());
        add(texts, "What went well", review.wentWell());
        add(texts, "Where we were lucky", review.lucky());
        return texts;
    }

    static final String IN_SHORT = "In short";

    private static void add(List<Text> texts, String title, @Nullable String markdown) {
        if (markdown != null && !markdown.isBlank()) {
            texts.add(new Text(title, markdown));
        }
    }

    private List<Decided> decided(Incident incident) {
        List<Decided> all = decisions
                .list(incident.world(), new JudgedDecisions.Search(incident.key(), null, null, null), DECISIONS)
                .stream()
                .sorted(Comparator.comparing(Judged::at))
                .map(d -> new Decided(
                        d,
                        house.local().exact(d.at()),
                        d.path().substring(d.path().lastIndexOf('/') + 1) + " "
                                + (d.rules().isEmpty() ? "no rule" : d.rules()) + ", version " + d.version(),
                        d.verdict() == null
                                ? "not judged"
                                : d.verdict().right()
                                        ? "right"
                                        : "wrong: " + d.verdict().because(),
                        1))
                .toList();
        List<Decided> told = new ArrayList<>();
        for (Decided d : all) {
            int last = told.size() - 1;
            if (last >= 0 && d.again(told.get(last))) {
                Decided before = told.get(last);
                told.set(
                        last,
                        new Decided(
                                before.judged(), before.time(), before.rule(), before.verdict(), before.times() + 1));
            } else {
                told.add(d);
            }
        }
        return told;
    }

    private List<Told> told(Incident incident) {
        return messages.of(incident.key()).stream()
                .filter(sent -> !sent.reason().equals(MessageLog.IN_THREAD)) // the post that was edited stands here
                .sorted(Comparator.comparing(MessageLog.Sent::at))
                .map(sent -> new Told(house.local().exact(sent.at()), sent.headline(), came(sent.counts())))
                .toList();
    }

    private static String came(Map<String, Long> counts) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(counts)
                .forEach((state, n) -> parts.add(String.format(java.util.Locale.ROOT, "%,d %s", n, state)));
        return parts.isEmpty() ? "nothing left" : String.join(", ", parts);
    }

    private Action action(Reviews.Action action) {
        return new Action(
                action.what(),
                house.person(action.owner()),
                action.dueOn() == null ? "" : action.dueOn().toString(),
                action.doneAt() != null);
    }
}
