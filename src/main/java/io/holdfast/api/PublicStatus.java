package io.holdfast.api;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * How the house stands in public, in its customers' words. An incident is public from the first word to customers on; before that a
 * journey that it hits is 'being checked', since 'works' would not be true and no words have been agreed. Read at most once in two
 * seconds; where the database does not answer, the last reading stands with its age.
 */
@Component
public class PublicStatus {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration PAST = Duration.ofDays(14);
    private static final int LISTED = 50;
    private static final Set<String> AGREED = Set.of("approved", "sending", "paused", "done");

    private static final Set<String> LEFT = Set.of("sent", "delivered", "unknown", "doubtful");

    private final Incidents incidents;
    private final FactSheets facts;
    private final MessageLog messages;
    private final Playbooks playbooks;
    private final ObjectProvider<ModesOn> modes;
    private final Times times;
    private volatile @Nullable Reading last;

    PublicStatus(
            Incidents incidents,
            FactSheets facts,
            MessageLog messages,
            Playbooks playbooks,
            ObjectProvider<ModesOn> modes,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.messages = messages;
        this.playbooks = playbooks;
        this.modes = modes;
        this.times = times;
    }

    private record Reading(Instant real, View view) {}

    /**
     * @param at when it was read, by the world's clock
     * @param checking whether something is known to be wrong that customers have not been told about
     * @param problems what is wrong now, the newest first
     * @param past what was wrong lately, the newest first
     */
    public record View(
            String house,
            ZoneId zone,
            List<String> locales,
            Instant at,
            boolean checking,
            List<Service> services,
            List<Problem> problems,
            List<Problem> past) {}

    /**
     * A journey as customers know it.
     *
     * @param state {@code works}, {@code differently}, {@code watched}, {@code troubled}, {@code fails}, {@code checking}
     * @param names per locale
     * @param notes per locale, what is different; empty where nothing is
     */
    public record Service(
            String id, int position, String state, Map<String, String> names, Map<String, String> notes) {}

    /**
     * Something that customers were told about.
     *
     * @param impact {@code critical}, {@code major}, {@code minor}
     * @param status as told outside
     * @param resolvedAt since when all works again, as the last word to customers says it; null while it goes on
     * @param words per locale, as the fact sheet has them now
     * @param said what customers were told, the newest first; what was taken back, too, since somebody may have read it
     */
    public record Problem(
            String key,
            String title,
            String impact,
            String status,
            Instant since,
            Instant changedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant nextWordAt,
            List<String> regions,
            List<String> journeys,
            Map<String, FactSheet.Words> words,
            List<Word> said) {}

    /**
     * One word to customers.
     *
     * @param takenBack whether a person stopped it before it had reached everybody
     */
    public record Word(String id, Instant at, String status, boolean takenBack, Map<String, FactSheet.Words> words) {

        /** What it said in this language; once it looks fixed, that it does. */
        public String text(String locale) {
            FactSheet.Words then = words.get(locale);
            if (then == null) {
                return "";
            }
            return status.equals(Status.MONITORING.id())
                    ? then.unknown()
                    : Stream.of(then.wrong(), then.works(), then.doNow())
                            .filter(sentence -> !sentence.isEmpty())
                            .collect(Collectors.joining(" "));
        }
    }

    /** How it stands now. */
    public View now() {
        Reading before = last;
        Instant real = times.real();
        if (before != null && Duration.between(before.real(), real).compareTo(FRESH) < 0) {
            return before.view();
        }
        try {
            View view = read();
            last = new Reading(real, view);
            return view;
        } catch (DataAccessException gone) {
            if (before == null) {
                throw gone;
            }
            return before.view(); // with its age: 'at' is when it was read
        }
    }

    /** What customers were told about one incident, however old it is; empty where they were told nothing. */
    public Optional<Problem> of(String incident) {
        return incidents
                .find(incident)
                .filter(i -> !i.drill() && i.world().isLive())
                .map(i -> problem(i, words(i)))
                .filter(problem -> !problem.said().isEmpty());
    }

    private View read() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant now = times.in(World.LIVE);
        List<Problem> problems = new ArrayList<>();
        List<Problem> past = new ArrayList<>();
        List<Incident> untold = new ArrayList<>();
        List<Incident> told = new ArrayList<>();
        for (Incident incident : incidents.list(World.LIVE, false, null, LISTED)) {
            boolean over = incident.ending().isPresent();
            if (incident.drill() || (over && !lately(incident, now))) {
                continue;
            }
            List<MessageLog.Sent> words = words(incident);
            if (incident.customersToldAt().isEmpty() && words.isEmpty()) {
                if (!over && incident.certain()) {
                    untold.add(incident);
                }
                continue;
            }
            Problem problem = problem(incident, words);
            if (over) {
                past.add(problem);
            } else {
                told.add(incident);
                problems.add(problem);
            }
        }
        problems.sort(Comparator.comparing(Problem::since).reversed());
        return new View(
                catalog.house(),
                catalog.zone(),
                catalog.locales(),
                now,
                !untold.isEmpty(),
                services(catalog, told, untold),
                problems,
                past);
    }

    private static boolean lately(Incident incident, Instant now) {
        return incident.ending().filter(e -> e == Ending.RESOLVED).isPresent()
                && incident.endedAt().filter(at -> at.isAfter(now.minus(PAST))).isPresent();
    }

    private List<MessageLog.Sent> words(Incident incident) {
        return messages.of(incident.key()).stream()
                .filter(m -> m.kind() == NewMessage.Kind.UPDATE && said(m.state(), m.counts()))
                .toList();
    }

    // What a later word took the place of was said all the same, once it had left for anybody.
    static boolean said(String state, Map<String, Long> counts) {
        return AGREED.contains(state) || LEFT.stream().anyMatch(s -> Objects.requireNonNullElse(counts.get(s), 0L) > 0);
    }

    private Problem problem(Incident incident, List<MessageLog.Sent> messages) {
        FactSheet sheet = facts.current(incident.key()).orElse(null);
        List<Word> said = new ArrayList<>();
        Set<Long> takenBack = messages.isEmpty() ? Set.of() : this.messages.takenBack(incident.key());
        for (MessageLog.Sent message : messages) {
            facts.version(incident.key(), message.factsVersion())
                    .ifPresent(f -> said.add(new Word(
                            incident.key() + "-" + message.id(),
                            message.at(),
                            f.status(),
                            takenBack.contains(message.id()),
                            f.words())));
        }
        boolean over = incident.ending().isPresent();
        return new Problem(
                incident.key(),
                incident.title(),
                switch (incident.severity()) {
                    case SEV1 -> "critical";
                    case SEV2 -> "major";
                    default -> "minor";
                },
                incident.status().id(),
                incident.onsetAt(),
                incident.changedAt(),
                over ? incident.restoredAt().or(incident::endedAt).orElse(null) : null,
                over || sheet == null ? null : sheet.nextWordAt(),
                incident.scope().regions(),
                incident.journeys().stream().map(JourneyLights::journey).toList(),
                sheet == null ? Map.of() : sheet.words(),
                said);
    }

    private List<Service> services(Catalog catalog, List<Incident> told, List<Incident> untold) {
        List<Service> services = new ArrayList<>();
        List<String> hit = Stream.concat(told.stream(), untold.stream())
                .flatMap(i -> i.journeys().stream())
                .map(JourneyLights::journey)
                .toList();
        for (Journey journey : catalog.journeys()) {
            Optional<Mode> mode = told.stream()
                    .flatMap(i -> modes.stream().flatMap(m -> m.on(i.key()).stream()))
                    .filter(m -> m.journey().equals(journey.id()))
                    .findFirst();
            Optional<Verdict> verdict = worst(told, journey);
            String state;
            Map<String, String> notes = Map.of();
            if (mode.isPresent()) {
                state = "differently";
                notes = mode.get().customer();
            } else if (verdict.isPresent()) {
                state = switch (verdict.get()) {
                    case BAD -> "fails";
                    case GOOD -> "works";
                    default -> watched(told, journey) ? "watched" : "troubled";
                };
                notes = Set.of("works", "watched").contains(state) || !journey.advisesBeside(hit)
                        ? Map.of()
                        : journey.doNow();
            } else if (worst(untold, journey).filter(v -> v != Verdict.GOOD).isPresent()) {
                state = "checking";
            } else {
                state = "works";
            }
            services.add(new Service(
                    journey.id(), services.size() + 1, state, names(catalog, journey), new LinkedHashMap<>(notes)));
        }
        return services;
    }

    /** Whether whatever hits it looks fixed. */
    private static boolean watched(List<Incident> incidents, Journey journey) {
        return incidents.stream()
                .filter(i -> i.journeys().stream().anyMatch(l -> l.journey().equals(journey.id())))
                .allMatch(i -> i.status() == Status.MONITORING);
    }

    private static Map<String, String> names(Catalog catalog, Journey journey) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String locale : catalog.locales()) {
            names.put(locale, journey.publicName().getOrDefault(locale, journey.name()));
        }
        return names;
    }

    private static Optional<Verdict> worst(List<Incident> incidents, Journey journey) {
        return incidents.stream()
                .flatMap(i -> i.journeys().stream())
                .filter(l -> l.journey().equals(journey.id()))
                .map(JourneyLights::worst)
                .reduce(Verdict::worse);
    }

    /** The whole house in one word of the status page's format. */
    public static String indicator(View view) {
        if (view.problems().isEmpty()) {
            return view.checking() ? "minor" : "none";
        }
        List<String> impacts = view.problems().stream().map(Problem::impact).toList();
        return impacts.contains("critical") ? "critical" : impacts.contains("major") ? "major" : "minor";
    }
}
