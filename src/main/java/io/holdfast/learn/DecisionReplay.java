package io.holdfast.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a changed table again about a past incident: a pure function of the record. What comes out differently is handed on: another
 * severity is what the later tables see. People are taken to have needed as long as they did.
 *
 * <p>The ordering. A mode that would have come, or earlier: better; where the incident was a false alarm or was called off: worse. A mode
 * that would not have come any more: worse where its signals said that it helped, better where people turned it down. A severity, or an
 * owner, nearer to what people made of it: better; farther: worse. All else is merely different.
 */
class DecisionReplay {
    /** Tables whose questions are in the record, each with its facts. */
    static final Set<String> RECORDED =
            Set.of("severity", "ownership", "fallback-rules", "contact-policy", "guardrails", "update-cadence");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Decisions decisions;
    private final long base;
    private final long candidate;
    private final Catalog catalog;
    private final Set<String> changed;

    /**
     * @param base number of the version that is changed
     * @param candidate number of the version that it becomes
     * @param catalog the candidate's
     * @param changed names of the tables that differ
     */
    DecisionReplay(Decisions decisions, long base, long candidate, Catalog catalog, Set<String> changed) {
        this.decisions = decisions;
        this.base = base;
        this.candidate = candidate;
        this.catalog = catalog;
        this.changed = changed;
    }

    /** The tables that have to be asked: the changed ones, and those that a changed severity is handed on to. */
    Set<String> tables() {
        Set<String> tables = new TreeSet<>(changed);
        if (changed.contains("severity")) {
            tables.addAll(Set.of("ownership", "fallback-rules", "contact-policy", "update-cadence"));
        }
        return tables;
    }

    /** A moment of one course. */
    private record Mark(Instant at, String what) {}

    /** What one version would have decided over an incident. */
    private static final class Course {
        private @Nullable String severity;
        private final Map<String, Instant> modes = new LinkedHashMap<>();
        private final Map<String, String> owners = new LinkedHashMap<>();
        private final List<Duration> words = new ArrayList<>();
        private final Set<String> others = new LinkedHashSet<>();
        private final Set<Mark> marks = new LinkedHashSet<>();

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            if (severity != null) {
                lines.add("Severity " + severity);
            }
            modes.forEach((mode, at) -> lines.add("Mode " + mode + " at " + at));
            owners.forEach((role, team) -> lines.add("The " + role + " is of " + team));
            if (!words.isEmpty()) {
                lines.add("The next word to customers after "
                        + String.join(
                                ", ",
                                words.stream()
                                        .map(DecisionReplay::length)
                                        .distinct()
                                        .toList()));
            }
            lines.addAll(others);
            return lines;
        }
    }

    /** How it would have gone; empty where nothing differs. */
    Optional<Replay.Case> of(PastRows.Past past) {
        Course before = course(past, base);
        Course after = course(past, candidate);
        boolean same = Objects.equals(before.severity, after.severity)
                && before.modes.equals(after.modes)
                && before.owners.equals(after.owners)
                && before.words.equals(after.words)
                && before.others.equals(after.others);
        if (same) {
            return Optional.empty();
        }
        Judged judged = judge(past, before, after);
        return Optional.of(new Replay.Case(
                past.subject(),
                past.title(),
                judged.verdict(),
                before.lines(),
                after.lines(),
                judged.why(),
                judged.minutes(),
                timeline(past, before, after)));
    }

    private static List<Replay.Point> timeline(PastRows.Past past, Course before, Course after) {
        List<Replay.Point> points = new ArrayList<>(past.happened());
        for (Mark mark : before.marks) {
            String course = after.marks.contains(mark) ? Replay.Point.BOTH : Replay.Point.HAPPENED;
            points.add(new Replay.Point(mark.at(), mark.what(), course));
        }
        for (Mark mark : after.marks) {
            if (!before.marks.contains(mark)) {
                points.add(new Replay.Point(mark.at(), mark.what(), Replay.Point.WOULD_HAVE));
            }
        }
        points.sort(Comparator.comparing(Replay.Point::at));
        return points;
    }

    private Course course(PastRows.Past past, long playbook) {
        Course course = new Course();
        String recorded = null;
        String instead = null;
        for (PastRows.Asked asked : past.asked()) {
            boolean handedOn = recorded != null
                    && instead != null
                    && !instead.equals(recorded)
                    && recorded.equals(fact(asked, "severity"));
            Map<String, Object> other = handedOn ? Map.of("severity", instead) : Map.of();
            Decision decision = decisions.again(playbook, asked.table(), asked.facts(), other);
            switch (asked.table()) {
                case "severity" -> {
                    String rated = Objects.toString(decision.first("severity"), null);
                    if (rated != null && !rated.equals(course.severity)) {
                        course.marks.add(new Mark(asked.at(), "Severity " + rated));
                    }
                    course.severity = rated;
                    recorded = Objects.toString(
                            decisions
                                    .again(base, "severity", asked.facts(), Map.of())
                                    .first("severity"),
                            null);
                    instead = course.severity;
                }
                case "fallback-rules" ->
                    mode(asked, decision).ifPresent(m -> {
                        String journey = m.substring(0, m.indexOf('/') + 1);
                        if (course.modes.keySet().stream().noneMatch(known -> known.startsWith(journey))) {
                            course.modes.put(m, asked.at());
                            course.marks.add(new Mark(asked.at(), "Mode " + m));
                        }
                    });
                case "ownership" -> {
                    String role = Objects.toString(fact(asked, "role"), "owner");
                    String team = Objects.toString(decision.first("team"), "nobody");
                    if (!team.equals(course.owners.put(role, team))) {
                        course.marks.add(new Mark(asked.at(), "The " + role + " is of " + team));
                    }
                }
                case "update-cadence" -> {
                    if (decision.first("every") instanceof Duration every) {
                        course.words.add(every);
                        course.marks.add(new Mark(asked.at(), "The next word is promised after " + length(every)));
                    }
                }
                default ->
                    course.others.add(Character.toUpperCase(asked.table().charAt(0))
                            + asked.table().substring(1).replace('-', ' ') + ": " + AnswerWords.of(decision.rows()));
            }
        }
        return course;
    }

    private static String length(Duration time) {
        return time.toMinutes() % 60 == 0 && time.toMinutes() > 0
                ? time.toHours() + " h"
                : time.toSecondsPart() == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static @Nullable String fact(PastRows.Asked asked, String name) {
        try {
            JsonNode value = JSON.readTree(asked.facts()).path(name);
            return value.isTextual() ? value.textValue() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Recorded facts that can't be read", e);
        }
    }

    /** The mode that is proposed: the first that the journey has. */
    private Optional<String> mode(PastRows.Asked asked, Decision decision) {
        String journey = fact(asked, "journey");
        if (journey == null) {
            return Optional.empty();
        }
        return decision.rows().stream()
                .map(row -> Objects.toString(row.get("mode"), ""))
                .filter(id -> catalog.mode(journey, id).map(Mode::id).isPresent())
                .map(id -> journey + "/" + id)
                .findFirst();
    }

    private record Judged(
            String verdict, String why, @Nullable Long minutes) {}

    private static Judged judge(PastRows.Past past, Course before, Course after) {
        boolean nothing = "false-alarm".equals(past.ending()) || "cancelled".equals(past.ending());
        List<Judged> all = new ArrayList<>();
        Set<String> modes = new TreeSet<>(before.modes.keySet());
        modes.addAll(after.modes.keySet());
        for (String mode : modes) {
            modeJudged(past, mode, before.modes.get(mode), after.modes.get(mode), nothing)
                    .ifPresent(all::add);
        }
        if (!Objects.equals(before.severity, after.severity)) {
            all.add(nearer("severity", past.severityByPerson(), before.severity, after.severity));
        }
        if (!Objects.equals(before.owners.get("owner"), after.owners.get("owner"))) {
            all.add(nearer("owner", past.ownerTeam(), before.owners.get("owner"), after.owners.get("owner")));
        }
        if (!before.words.equals(after.words)) {
            all.add(new Judged(
                    "different",
                    "Customers would have been promised their next word after other times; what suits them no record tells.",
                    null));
        }
        return all.stream()
                .filter(j -> j.verdict().equals("worse"))
                .findFirst()
                .or(() -> all.stream().filter(j -> j.verdict().equals("better")).findFirst())
                .or(() -> all.stream().findFirst())
                .orElse(new Judged("different", "Other answers, and nothing that says which are better.", null));
    }

    private static Optional<Judged> modeJudged(
            PastRows.Past past, String mode, @Nullable Instant before, @Nullable Instant after, boolean nothing) {
        if (Objects.equals(before, after)) {
            return Optional.empty();
        }
        Optional<PastRows.Switched> was =
                past.modes().stream().filter(s -> s.mode().equals(mode)).findFirst();
        if (after == null) {
            boolean helped = was.filter(PastRows.Switched::helped).isPresent();
            boolean refused = was.filter(
                            s -> s.state().equals("declined") || s.state().equals("refused"))
                    .isPresent();
            return Optional.of(new Judged(
                    helped ? "worse" : refused ? "better" : "different",
                    mode + " would not have come"
                            + (helped ? ", and it helped." : refused ? ", and people turned it down." : "."),
                    null));
        }
        if (nothing) {
            return Optional.of(new Judged("worse", mode + " would have come wrongly: it was no outage.", null));
        }
        Instant then = before != null ? before : past.over();
        if (then == null || then.isBefore(after)) {
            return Optional.of(new Judged(
                    before == null ? "different" : "worse",
                    mode + (before == null ? " would have come when it was over already." : " would have come later."),
                    then == null ? null : -Duration.between(then, after).toMinutes()));
        }
        long minutes = Duration.between(after, then).toMinutes();
        return Optional.of(new Judged(
                "better",
                mode + " would have come "
                        + (before == null
                                ? minutes + " min before customers were helped otherwise."
                                : minutes + " min earlier."),
                minutes));
    }

    private static Judged nearer(
            String what, @Nullable String people, @Nullable String before, @Nullable String after) {
        if (people == null || people.equals(before) == people.equals(after)) {
            return new Judged("different", "Another " + what + ", and no person's word to measure it by.", null);
        }
        return people.equals(after)
                ? new Judged("better", "The " + what + " that people made it: " + people + ".", null)
                : new Judged("worse", "People left the " + what + " at " + people + ".", null);
    }
}
