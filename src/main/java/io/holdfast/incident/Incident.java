package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One incident: the aggregate that all phases share. It changes only through the verbs of this class, on a copy that {@link
 * Incidents#locked} gave out; each verb says what happened for the record, and whom it wakes.
 */
public final class Incident {
    /** A message that its process may be waiting for. */
    record Wake(String kind, @Nullable String ref) {}

    final IncidentRow row;
    final List<Entry> entries = new ArrayList<>();
    final List<Wake> wakes = new ArrayList<>();
    private final Instant now;

    Incident(IncidentRow row, Instant now) {
        this.row = row;
        this.now = now;
    }

    // ---- what it is

    public String key() {
        return row.key;
    }

    public World world() {
        return row.world;
    }

    /** Its number within its world, from 1. */
    public long number() {
        return row.number;
    }

    /** What is wrong, in customer terms. */
    public String title() {
        return row.title;
    }

    public Severity severity() {
        return row.severity;
    }

    /** What its severity means, in words. */
    public String severityLabel() {
        return row.severityLabel;
    }

    /** Why it has this severity. */
    public String severityBecause() {
        return row.severityBecause;
    }

    /** Whether a person chose the severity, so that no rule changes it any more. */
    public boolean severityChosen() {
        return row.severityBy.equals("person");
    }

    public Phase phase() {
        return row.phase;
    }

    public Status status() {
        return row.status;
    }

    /** How it ended; empty while it is going on. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(row.ending);
    }

    /** Key of the incident that this one is a part of. */
    public Optional<String> parent() {
        return Optional.ofNullable(row.parent);
    }

    /** Key of the incident that this one turned out to be. */
    public Optional<String> mergedInto() {
        return Optional.ofNullable(row.mergedInto);
    }

    /** Whether it is an exercise. */
    public boolean drill() {
        return row.drill;
    }

    /** Whether a person or system reported it, rather than signals. */
    public boolean manual() {
        return row.manual;
    }

    /** Whether it is taken to be real. */
    public boolean certain() {
        return row.certain;
    }

    /** Whether it is worth a review. */
    public boolean worthReview() {
        return row.review;
    }

    /** Number of the playbook that it runs by: the one that it began with, unless it was moved on purpose. */
    public long playbook() {
        return row.playbook;
    }

    public Scope scope() {
        return row.scope;
    }

    /** The worst word of its senders: {@code critical}, {@code warning}, {@code info}, or empty. */
    public String senderSeverity() {
        return row.senderSeverity;
    }

    /** Ids of the dependencies that its standing conditions name themselves. */
    public List<String> alerted() {
        return row.alerted;
    }

    /** Kinds of signal that speak of it. */
    public List<String> kinds() {
        return row.kinds;
    }

    /** The journeys that it hits, in their order of protection. */
    public List<JourneyLights> journeys() {
        return List.copyOf(row.journeys);
    }

    /** What it may come from, the likeliest first. */
    public List<Suspect> suspects() {
        return List.copyOf(row.suspects);
    }

    /** The cause that is worked on: what a person chose, else the first suspect. */
    public Optional<Suspect> suspect() {
        return row.suspects.stream()
                .filter(s -> s.id().equals(row.suspect))
                .findFirst()
                .or(() -> row.suspects.stream().findFirst());
    }

    /** Whether a person confirmed or chose the cause. */
    public boolean suspectChosen() {
        return row.suspectBy.equals("person");
    }

    /** Username of the commander. */
    public Optional<String> commander() {
        return Optional.ofNullable(row.commander);
    }

    /** Team that a commander is asked of. */
    public Optional<String> commanderTeam() {
        return Optional.ofNullable(row.commanderTeam);
    }

    /** Username of the owner. */
    public Optional<String> owner() {
        return Optional.ofNullable(row.ownerPerson);
    }

    /** Team that owns it, or is asked to. */
    public Optional<String> ownerTeam() {
        return Optional.ofNullable(row.ownerTeam);
    }

    /** Whether somebody is still wanted for this role, {@code commander} or {@code owner}. */
    public boolean needs(String role) {
        return role.equals("commander") ? row.commanderNeeded : row.ownerNeeded;
    }

    /** Number of the case at the vendor. */
    public Optional<String> vendorCase() {
        return Optional.ofNullable(row.vendorCase);
    }

    /** What was done against it, in words. */
    public Optional<String> mitigation() {
        return Optional.ofNullable(row.mitigation);
    }

    /** What customers can do meanwhile, in the mitigator's words. */
    public Optional<String> workaround() {
        return Optional.ofNullable(row.workaround);
    }

    /** What its signals say: {@code BAD}, {@code GOOD}, or {@code UNKNOWN}; since {@link #signalsSince()}. */
    public Verdict signals() {
        return row.signals;
    }

    public Instant signalsSince() {
        return row.signalsSince;
    }

    /** Whether a person said that it is mended although the signals do not say so. */
    public boolean reasonGiven() {
        return row.reasonGiven;
    }

    /**
     * Whether it looks mended: its signals are good, or a person gave a reason why they do not count. What a person reported has no
     * signals of its own, so there a person must have said that something was done.
     */
    public boolean mended() {
        return row.reasonGiven || (row.signals == Verdict.GOOD && (!row.manual || row.mitigatedAt != null));
    }

    /** Whether its signals contradict what looked mended: bad ones, and after a given reason new bad ones only. */
    public boolean relapsed() {
        return row.signals == Verdict.BAD
                && (!row.reasonGiven || (row.watchingSince != null && row.signalsSince.isAfter(row.watchingSince)));
    }

    /** Since when it is being watched for stability; empty while it is not. */
    public Optional<Instant> watchingSince() {
        return Optional.ofNullable(row.watchingSince);
    }

    /** Decisions that people took until agents and customers had been told. */
    public int decisions() {
        return row.decisions;
    }

    public Instant onsetAt() {
        return row.onsetAt;
    }

    public Instant detectedAt() {
        return row.detectedAt;
    }

    public Optional<Instant> confirmedAt() {
        return Optional.ofNullable(row.confirmedAt);
    }

    public Optional<Instant> acknowledgedAt() {
        return Optional.ofNullable(row.acknowledgedAt);
    }

    public Optional<Instant> mitigatedAt() {
        return Optional.ofNullable(row.mitigatedAt);
    }

    public Optional<Instant> restoredAt() {
        return Optional.ofNullable(row.restoredAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(row.endedAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(row.closedAt);
    }

    public Optional<Instant> agentsToldAt() {
        return Optional.ofNullable(row.agentsToldAt);
    }

    public Optional<Instant> customersToldAt() {
        return Optional.ofNullable(row.customersToldAt);
    }

    /** When a verb last changed it. */
    public Instant changedAt() {
        return row.changedAt;
    }

    /** Whether it is going on: not ended. After the end only the review remains. */
    public boolean goingOn() {
        return row.ending == null;
    }

    /** Goes on by another version of the playbook; what its rules say is asked again. */
    public void move(long playbook, String because, Actor by) {
        long before = row.playbook;
        row.playbook = playbook;
        say(
                "incident.moved",
                "It goes on by playbook " + playbook + ", no more by " + before + ": " + because,
                by,
                Map.of("before", before, "playbook", playbook));
        wake("facts-changed", null);
    }

    // ---- detect

    /** Takes in what its signals say now; wakes whoever waits for changed facts, for good signals or for bad ones. */
    public void observed(Observation seen) {
        boolean facts = !row.scope.equals(seen.scope())
                || !row.journeys.equals(seen.journeys())
                || !row.senderSeverity.equals(seen.senderSeverity())
                || !row.alerted.equals(seen.alerted());
        row.kinds = List.copyOf(seen.kinds());
        if (facts) {
            row.senderSeverity = seen.senderSeverity();
            row.alerted = List.copyOf(seen.alerted());
            row.title = seen.title();
            row.scope = seen.scope();
            row.journeys = new ArrayList<>(seen.journeys());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("regions", row.scope.regions());
            body.put("channels", row.scope.channels());
            body.put("segments", row.scope.segments());
            body.put("journeys", forTheRecord(row.journeys));
            say("incident.facts", "Now: " + row.title, new Actor.Self("detect"), body);
            wake("facts-changed", null);
        }
        if (row.signals != seen.signals()) {
            Verdict before = row.signals;
            row.signals = seen.signals();
            row.signalsSince = now;
            say(
                    "incident.signals",
                    switch (seen.signals()) {
                        case GOOD -> "Its signals are all good again";
                        case UNKNOWN -> "No signal is bad, but one of them is silent";
                        default -> "Its signals are bad" + (before == Verdict.GOOD ? " again" : "");
                    },
                    new Actor.Self("detect"),
                    Map.of("before", before.id(), "now", row.signals.id()));
            if (row.signals == Verdict.GOOD) {
                wake("signals-good", null);
            } else if (row.signals == Verdict.BAD) {
                wake("signals-bad", null);
            }
        }
    }

    /** The four lights of each journey, as words in their order. */
    static Map<String, Object> forTheRecord(List<JourneyLights> journeys) {
        Map<String, Object> lights = new LinkedHashMap<>();
        for (JourneyLights j : journeys) {
            lights.put(
                    j.journey(),
                    List.of(
                            j.reachability().id(),
                            j.identity().id(),
                            j.context().id(),
                            j.completion().id()));
        }
        return lights;
    }

    /** It is real. */
    public void confirm(Actor by, String because) {
        if (row.certain) {
            return;
        }
        row.certain = true;
        row.confirmedAt = now;
        say("incident.confirmed", "It is real: " + because, by, Map.of());
        wake("certain-now", null);
    }

    // ---- diagnose

    /** Writes the ranking as a whole. A cause that a person chose stays chosen while it is among the suspects. */
    public void rank(List<Suspect> suspects) {
        Optional<Suspect> before = suspect();
        List<Suspect> ranked = new ArrayList<>(suspects);
        if (suspectChosen() && ranked.stream().noneMatch(s -> s.id().equals(row.suspect))) {
            before.ifPresent(ranked::add);
        }
        boolean changed = !ranked.equals(row.suspects);
        row.suspects = ranked;
        if (!suspectChosen()) {
            row.suspect = ranked.isEmpty() ? null : ranked.get(0).id();
        }
        if (changed) {
            List<Map<String, Object>> body = new ArrayList<>();
            for (Suspect s : ranked) {
                body.add(Map.of("id", s.id(), "kind", s.kind(), "score", s.score(), "because", s.because()));
            }
            say(
                    "incident.suspects",
                    suspect()
                            .map(s -> "First suspect: " + s.name() + ". " + s.because())
                            .orElse("No suspect: nothing in the catalog explains these signals"),
                    new Actor.Self("diagnose"),
                    Map.of("suspects", body));
            if (row.status == Status.INVESTIGATING && suspectChosen()) {
                row.status = Status.IDENTIFIED;
            }
        }
    }

    /** Rates it by a rule, unless a person has chosen. */
    public void rate(Severity severity, String label, String because, boolean review, Actor.Rule rule) {
        // What was worth a review stays so. While it recovers, no rule makes it smaller: its severity speaks of the
        // whole incident.
        row.review = row.review || review;
        boolean recovering = row.signals != Verdict.BAD && !row.severityLabel.equals(IncidentRow.NOT_RATED);
        if (severityChosen() || (recovering && !severity.atLeast(row.severity))) {
            return;
        }
        boolean changed = row.severity != severity || !row.severityLabel.equals(label);
        row.severity = severity;
        row.severityLabel = label;
        row.severityBecause = because;
        row.severityBy = "rule";
        if (changed) {
            say("incident.severity", severity + ": " + because, rule, Map.of("severity", severity.name()));
        }
    }

    /** A person confirms or chooses the cause. */
    public void chooseSuspect(Suspect suspect, Actor by) {
        row.suspect = suspect.id();
        row.suspectBy = "person";
        if (row.suspects.stream().noneMatch(s -> s.id().equals(suspect.id()))) {
            row.suspects.add(suspect);
        }
        if (row.status == Status.INVESTIGATING) {
            row.status = Status.IDENTIFIED;
        }
        say("incident.cause", "Work goes on this cause: " + suspect.name(), by, Map.of("suspect", suspect.id()));
    }

    /** A person chooses the severity; from here on no rule changes it. */
    public void chooseSeverity(Severity severity, String label, Actor by) {
        boolean changed = row.severity != severity;
        row.severity = severity;
        row.severityLabel = label;
        row.severityBy = "person";
        if (changed) {
            row.severityBecause = "Chosen by hand";
            row.review = row.review || severity.atLeast(Severity.SEV2);
        }
        say("incident.severity", "Severity is " + severity + ", by hand", by, Map.of("severity", severity.name()));
    }

    // ---- route

    /** Somebody of that team is wanted for the role. */
    public void need(String role, String team, Actor by, String because) {
        if (role.equals("commander")) {
            row.commanderNeeded = true;
            row.commanderTeam = team;
        } else {
            row.ownerNeeded = true;
            row.ownerTeam = team;
        }
        say("incident." + role + "-wanted", because, by, Map.of("team", team));
    }

    /** A person takes the role, {@code commander} or {@code owner}. The first taking acknowledges the incident. */
    public void take(String role, String username, @Nullable String team, Actor by) {
        if (role.equals("commander")) {
            row.commander = username;
            row.commanderNeeded = false;
        } else {
            row.ownerPerson = username;
            if (team != null) {
                row.ownerTeam = team;
            }
            row.ownerNeeded = false;
        }
        if (row.acknowledgedAt == null) {
            row.acknowledgedAt = now;
        }
        say(
                "incident." + role,
                role.equals("commander") ? "Somebody has taken command" : "Somebody has taken ownership",
                by,
                Map.of("role", role));
    }

    /** The owner's or commander's place is free again, and somebody is wanted. */
    public void release(String role, Actor by, String because) {
        if (role.equals("commander")) {
            row.commander = null;
            row.commanderNeeded = true;
        } else {
            row.ownerPerson = null;
            row.ownerNeeded = true;
        }
        say("incident." + role + "-released", because, by, Map.of("role", role));
        wake("owner-needed", role);
    }

    /** A case was opened at the vendor. */
    public void vendorCase(String number, Actor by) {
        row.vendorCase = number;
        say("vendor.case", "A case is open at the vendor", by, Map.of("case", number));
    }

    // ---- resolve

    /** Something was done against it. */
    public void mitigate(@Nullable String what, @Nullable String workaround, boolean reasonGiven, Actor by) {
        if (what != null) {
            row.mitigation = what;
        }
        if (workaround != null) {
            row.workaround = workaround;
        }
        row.reasonGiven = reasonGiven;
        if (row.mitigatedAt == null) {
            row.mitigatedAt = now;
        }
        say("incident.mitigated", "It is mitigated; its signals are held against that", by, Map.of());
        wake("facts-changed", null);
    }

    /** It looks mended and is watched for stability. */
    public void watch(Actor by, String because) {
        row.watchingSince = now;
        row.status = Status.MONITORING;
        if (row.mitigatedAt == null) {
            row.mitigatedAt = now;
        }
        say("incident.watching", because, by, Map.of());
        wake("facts-changed", null);
    }

    /** It was not mended after all. */
    public void worseAgain(Actor by, String because) {
        row.watchingSince = null;
        row.reasonGiven = false;
        row.status = suspectChosen() ? Status.IDENTIFIED : Status.INVESTIGATING;
        say("incident.worse", because, by, Map.of());
        wake("facts-changed", null);
    }

    /** Service is restored: stable for as long as the waits table asks. */
    public void restore(Actor by, String because) {
        if (row.restoredAt == null) {
            row.restoredAt = row.watchingSince == null ? now : row.watchingSince;
        }
        say("incident.restored", because, by, Map.of());
    }

    /**
     * It is over, in one of five ways. All take one way out; where a person ends it early, the work on it is woken to stop.
     *
     * @throws IllegalStateException where it has ended already, naming both endings
     */
    public void end(Ending ending, Actor by, String because) {
        if (row.ending != null) {
            throw new IllegalStateException(
                    row.key + " has ended as " + row.ending.id() + " and can't end as " + ending.id());
        }
        row.ending = ending;
        row.endedAt = now;
        row.status = Status.RESOLVED;
        row.commanderNeeded = false;
        row.ownerNeeded = false;
        row.watchingSince = null;
        if (ending != Ending.RESOLVED) {
            row.review = false;
        } else if (row.restoredAt == null) {
            row.restoredAt = now;
        }
        say("incident.ended", "Ended as " + ending.id() + ": " + because, by, Map.of("ending", ending.id()));
        wake("ended-early", null);
    }

    /** It turned out to be part of another one. */
    public void endAsDuplicateOf(String other, Actor by, String because) {
        row.mergedInto = other;
        end(Ending.DUPLICATE, by, because);
    }

    /** It is going on again. */
    public void reopen(Actor by, String because) {
        Ending before = Objects.requireNonNull(row.ending, "only what has ended can be reopened");
        row.ending = null;
        row.endedAt = null;
        row.closedAt = null;
        row.restoredAt = null;
        row.mitigatedAt = null;
        row.watchingSince = null;
        row.reasonGiven = false;
        row.mergedInto = null;
        row.status = suspectChosen() ? Status.IDENTIFIED : Status.INVESTIGATING;
        row.phase = Phase.DETECT;
        say("incident.reopened", because, by, Map.of("ending", before.id()));
        wake("reopened", null);
    }

    // ---- learn, and the loop itself

    /** The loop has come to this phase. It never goes back but by {@link #reopen}. */
    public void enter(Phase phase) {
        if (phase.ordinal() <= row.phase.ordinal()) {
            return;
        }
        Phase before = row.phase;
        row.phase = phase;
        if (phase == Phase.CLOSED) {
            row.closedAt = now;
        }
        say(
                "incident.phase",
                "Now at step: " + phase.id(),
                new Actor.Self("incident"),
                Map.of("before", before.id(), "now", phase.id()));
    }

    /** A person took a decision about it; counted until agents and customers have been told. */
    public void decided() {
        if (row.agentsToldAt == null || row.customersToldAt == null) {
            row.decisions++;
        }
    }

    /** The first word went out to agents ({@code agents}) or customers ({@code customers}). */
    public void told(String whom) {
        if (whom.equals("agents") && row.agentsToldAt == null) {
            row.agentsToldAt = now;
        } else if (whom.equals("customers") && row.customersToldAt == null) {
            row.customersToldAt = now;
        }
    }

    /** Writes a line into its record that changes nothing of it. */
    public void note(Actor by, String kind, String text, Map<String, ?> body, Map<String, byte[]> attachments) {
        entries.add(new Entry(row.world, row.key, now, kind, text, by, body, attachments));
    }

    /** Wakes whoever of its process waits for this message; for packages whose own rows changed. */
    public void wake(String kind, @Nullable String ref) {
        wakes.add(new Wake(kind, ref));
    }

    private void say(String kind, String text, Actor by, Map<String, ?> body) {
        entries.add(new Entry(row.world, row.key, now, kind, text, by, body));
    }
}
