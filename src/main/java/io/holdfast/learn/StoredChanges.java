package io.holdfast.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.BadPlaybook;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.FolderProposals;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class StoredChanges implements Changes, FolderProposals {
    private static final Pattern ID = Pattern.compile("CHG-([1-9][0-9]{0,17})");
    private static final int LONGEST_REASON = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChangeRows rows;
    private final ChangeRights rights;
    private final PlaybookStore store;
    private final Playbooks playbooks;
    private final Incidents incidents;
    private final Nudges nudges;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Duration watched;

    StoredChanges(
            ChangeRows rows,
            ChangeRights rights,
            PlaybookStore store,
            Playbooks playbooks,
            Incidents incidents,
            Nudges nudges,
            Evidence evidence,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.change-watch:P7D}") String watched) {
        this.rows = rows;
        this.rights = rights;
        this.store = store;
        this.playbooks = playbooks;
        this.incidents = incidents;
        this.nudges = nudges;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
        this.watched = DurationStyle.detectAndParse(watched);
    }

    // ---- proposing

    @Override
    public Change propose(
            List<FileChange> files, String because, @Nullable String incident, boolean emergency, Caller by) {
        if (because.isBlank() || because.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("'because' says why, in at most " + LONGEST_REASON + " characters");
        }
        if (incident != null && incidents.find(incident).isEmpty()) {
            throw new IllegalArgumentException("'incident': there is no incident " + incident);
        }
        if (emergency) {
            rights.role("an emergency change", "put in force", by);
            if (incident == null
                    || !incidents.find(incident).filter(Incident::goingOn).isPresent()) {
                throw new IllegalStateException(
                        "An emergency change is for an incident that goes on; name it in 'incident'");
            }
        }
        return proposed(files, because.strip(), incident, emergency, ChangeRights.kind(by), by.name(), by.actor());
    }

    @Override
    public void propose(List<FileChange> files) {
        proposed(
                files,
                "It was changed in the folder of the playbook.",
                null,
                false,
                "files",
                "files",
                new Actor.Self("playbook"));
    }

    private Change proposed(
            List<FileChange> files,
            String because,
            @Nullable String incident,
            boolean emergency,
            String kind,
            String name,
            Actor actor) {
        sensible(files, playbooks.current(World.LIVE));
        long number;
        try {
            number = inTransaction(() -> checked(files, because, incident, emergency, kind, name, actor));
        } catch (BadPlaybook refused) {
            number = inTransaction(
                    () -> refused(files, because, incident, emergency, kind, name, actor, refused.faults()));
        }
        return find("CHG-" + number).orElseThrow();
    }

    private static void sensible(List<FileChange> files, Playbook now) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A change needs at least one file");
        }
        Set<String> paths = new TreeSet<>();
        boolean different = false;
        for (FileChange file : files) {
            String path = file.path();
            boolean belongs = path.matches("(processes|templates)/[\\w./-]+")
                    && !path.contains("..")
                    && !path.startsWith("templates/console/");
            if (!belongs || path.length() > 300) {
                throw new IllegalArgumentException("'" + path + "' is no file of the playbook: those are below"
                        + " processes/ and templates/, and templates/console/ is the application's own");
            }
            if (!paths.add(path)) {
                throw new IllegalArgumentException("'" + path + "' is there twice");
            }
            String before = now.file(path).isPresent() ? new String(now.bytes(path), StandardCharsets.UTF_8) : null;
            different |= !Objects.equals(before, file.content());
        }
        if (!different) {
            throw new IllegalArgumentException("That is what is in force already: nothing would change");
        }
    }

    private long checked(
            List<FileChange> files,
            String because,
            @Nullable String incident,
            boolean emergency,
            String kind,
            String name,
            Actor actor) {
        store.lock();
        long base = playbooks.inForce(World.LIVE);
        List<Fault> faults = store.check(base, files);
        if (!faults.isEmpty()) {
            throw new BadPlaybook(faults);
        }
        long number = rows.next();
        long candidate = store.add(base, files, new PlaybookStore.Origin(name, null, because, "CHG-" + number));
        ChangeRow row = row(number, Change.State.REPLAYING, because, incident, base, candidate, emergency, kind, name);
        rows.insert(row, files, List.of());
        tell(row, "change.proposed", "is proposed: " + because, actor, Map.of("files", paths(files)));
        if (emergency) {
            inForce(row, new Change.Word(name, because, times.in(World.LIVE)), actor);
        }
        nudges.push(World.LIVE, row.id(), "start", null);
        return number;
    }

    private long refused(
            List<FileChange> files,
            String because,
            @Nullable String incident,
            boolean emergency,
            String kind,
            String name,
            Actor actor,
            List<Fault> faults) {
        store.lock();
        ChangeRow row = row(
                rows.next(),
                Change.State.REFUSED,
                because,
                incident,
                playbooks.inForce(World.LIVE),
                null,
                emergency,
                kind,
                name);
        rows.insert(row, files, faults);
        tell(
                row,
                "change.refused",
                "is refused: " + faults.get(0) + (faults.size() == 1 ? "" : " And " + (faults.size() - 1) + " more."),
                actor,
                Map.of("files", paths(files), "faults", (long) faults.size()));
        return row.number();
    }

    private ChangeRow row(
            long number,
            Change.State state,
            String because,
            @Nullable String incident,
            long base,
            @Nullable Long candidate,
            boolean emergency,
            String kind,
            String name) {
        return new ChangeRow(
                number,
                state,
                emergency,
                because,
                incident,
                base,
                candidate,
                kind,
                name,
                times.in(World.LIVE),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> paths(List<FileChange> files) {
        return files.stream().map(FileChange::path).toList();
    }

    // ---- deciding

    @Override
    public Change approve(String id, String because, Caller by) {
        long number = known(id);
        rights.another(rows.find(number).orElseThrow(), "approve", by);
        String stale = inTransaction(() -> approved(number, because, by));
        if (!stale.isEmpty()) {
            throw new IllegalStateException(stale);
        }
        return find(id).orElseThrow();
    }

    /** @return why it could not be; empty where it is in force now */
    private String approved(long number, String because, Caller by) {
        store.lock();
        ChangeRow row = waiting(rows.locked(number).orElseThrow());
        long now = playbooks.inForce(World.LIVE);
        if (now != row.base()) {
            return onTop(row, now, by);
        }
        inForce(row, new Change.Word(by.name(), because, times.in(World.LIVE)), by.actor());
        nudges.push(World.LIVE, row.id(), "change-decided", null);
        return "";
    }

    private static ChangeRow waiting(ChangeRow row) {
        if (row.state() != Change.State.AWAITING_APPROVAL) {
            throw new IllegalStateException(row.id() + " waits for nobody's yes: it is "
                    + row.state().id().replace('-', ' '));
        }
        return row;
    }

    private void inForce(ChangeRow row, Change.Word word, Actor actor) {
        store.putInForce(Objects.requireNonNull(row.candidate()), row.origin(word.by()));
        rows.decided(row.number(), Change.State.IN_FORCE, word, word.at().plus(watched));
        tell(
                row,
                row.emergency() ? "change.emergency" : "change.approved",
                row.emergency()
                        ? "is in force at once; another person judges it afterwards"
                        : "is approved" + said(word.because()),
                actor,
                Map.of("playbook", Objects.requireNonNull(row.candidate())));
    }

    private static String said(String because) {
        return because.isBlank() ? "" : ": " + because;
    }

    /** Another change came first: on top of it where they touch different files, else not at all. */
    private String onTop(ChangeRow row, long now, Caller by) {
        List<FileChange> files = rows.files(row.number());
        Set<String> touched = store.different(row.base(), now);
        touched.retainAll(paths(files));
        if (!touched.isEmpty()) {
            String path = touched.iterator().next();
            String other = last(path);
            List<Fault> faults = List.of(new Fault(
                    path,
                    null,
                    "It was changed by " + other + " meanwhile.",
                    "Propose it anew on top of what is in force now."));
            refuse(row, faults, by);
            return row.id() + " is refused: " + path + " was changed by " + other
                    + " meanwhile. Propose it anew on top of what is in force now.";
        }
        List<Fault> faults = store.check(now, files);
        if (!faults.isEmpty()) {
            refuse(row, faults, by);
            return row.id() + " is refused: on top of playbook " + now + " it has faults. " + faults.get(0);
        }
        long candidate = store.add(now, files, row.origin(null));
        rows.rebased(row.number(), now, candidate);
        tell(row, "change.rebased", "is replayed on top of playbook " + now, by.actor(), Map.of("playbook", candidate));
        nudges.push(World.LIVE, row.id(), "change-decided", null);
        return "Playbook " + now + " came into force meanwhile. " + row.id()
                + " is replayed on top of it; say yes again when that is done.";
    }

    private void refuse(ChangeRow row, List<Fault> faults, Caller by) {
        rows.state(row.number(), Change.State.REFUSED);
        rows.problems(row.number(), faults);
        tell(row, "change.refused", "is refused: " + faults.get(0), by.actor(), Map.of());
        nudges.push(World.LIVE, row.id(), "change-decided", null);
    }

    private String last(String path) {
        return store.of(path).stream()
                .findFirst()
                .map(version -> version.origin().change() == null
                        ? "playbook " + version.number()
                        : version.origin().change())
                .orElse("another change");
    }

    @Override
    public Change reject(String id, String because, Caller by) {
        long number = known(id);
        rights.role(id, "reject", by);
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why not: whoever proposed it reads it");
        }
        inTransaction(() -> {
            ChangeRow row = rows.locked(number).orElseThrow();
            if (row.state() == Change.State.REPLAYING) {
                nudges.push(World.LIVE, row.id(), "change-replayed", null);
            } else {
                waiting(row);
            }
            rows.decided(
                    number, Change.State.REJECTED, new Change.Word(by.name(), because, times.in(World.LIVE)), null);
            tell(row, "change.rejected", "is rejected: " + because, by.actor(), Map.of());
            nudges.push(World.LIVE, row.id(), "change-decided", null);
            return number;
        });
        return find(id).orElseThrow();
    }

    // ---- afterwards

    @Override
    public Change rollBack(String id, String because, Caller by) {
        long number = known(id);
        rights.role(id, "roll back", by);
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why it is rolled back");
        }
        inTransaction(() -> {
            store.lock();
            ChangeRow row = rows.locked(number).orElseThrow();
            if (row.state() != Change.State.IN_FORCE) {
                throw new IllegalStateException(id + " is not in force");
            }
            takeBack(row, because, by);
            return number;
        });
        return find(id).orElseThrow();
    }

    private void takeBack(ChangeRow row, String because, Caller by) {
        long now = playbooks.inForce(World.LIVE);
        List<FileChange> files = rows.files(row.number());
        Set<String> touched = store.different(Objects.requireNonNull(row.candidate()), now);
        touched.retainAll(paths(files));
        if (!touched.isEmpty()) {
            String path = touched.iterator().next();
            throw new IllegalStateException(path + " was changed again by " + last(path) + ": roll that back first");
        }
        Playbook before = playbooks.number(row.base());
        List<FileChange> back = files.stream()
                .map(FileChange::path)
                .map(path -> new FileChange(
                        path,
                        before.file(path).isPresent() ? new String(before.bytes(path), StandardCharsets.UTF_8) : null))
                .toList();
        List<Fault> faults = store.check(now, back);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("What came later needs it: " + faults.get(0));
        }
        PlaybookStore.Origin origin =
                new PlaybookStore.Origin(by.name(), by.name(), "Rolled back: " + because, row.id());
        long version = store.add(now, back, origin);
        store.putInForce(version, origin);
        rows.rolledBack(row.number(), new Change.Word(by.name(), because, times.in(World.LIVE)), version);
        tell(row, "change.rolled-back", "is rolled back: " + because, by.actor(), Map.of("playbook", version));
        nudges.push(World.LIVE, row.id(), "change-settled", null);
    }

    @Override
    public Change judge(String id, boolean keep, String because, Caller by) {
        long number = known(id);
        rights.another(rows.find(number).orElseThrow(), "judge", by);
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why it is " + (keep ? "kept" : "rolled back"));
        }
        inTransaction(() -> {
            store.lock();
            ChangeRow row = rows.locked(number).orElseThrow();
            if (!row.wantsJudgement()) {
                throw new IllegalStateException(id + " waits for nobody's judgement");
            }
            rows.judged(number, new Change.Word(by.name(), because, times.in(World.LIVE)));
            tell(
                    row,
                    "change.judged",
                    "was an emergency, and is judged: " + (keep ? "kept. " : "taken back. ") + because,
                    by.actor(),
                    Map.of("kept", keep));
            if (!keep) {
                takeBack(row, because, by);
            }
            return number;
        });
        return find(id).orElseThrow();
    }

    // ---- reading

    private static long known(String id) {
        return number(id).orElseThrow(() -> new NoSuchElementException("There is no change " + id));
    }

    static Optional<Long> number(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    @Override
    public Optional<Change> find(String id) {
        return number(id).flatMap(rows::find).map(this::change);
    }

    @Override
    public List<Change> list(@Nullable Long before, int limit) {
        return rows.list(before, limit).stream().map(this::change).toList();
    }

    @Override
    public List<Change> of(String incident) {
        return rows.of(incident).stream().map(this::change).toList();
    }

    @Override
    public List<Change> waiting() {
        return rows.open().stream()
                .filter(row -> row.state() == Change.State.AWAITING_APPROVAL || row.wantsJudgement())
                .map(this::change)
                .toList();
    }

    private Change change(ChangeRow row) {
        return new Change(
                row.id(),
                row.state(),
                row.because(),
                row.incident(),
                row.base(),
                row.candidate(),
                row.emergency(),
                row.by(),
                row.proposedAt(),
                rows.files(row.number()),
                rows.problems(row.number()),
                replay(row.replay()),
                row.decided(),
                row.watchUntil(),
                row.keptAt(),
                row.judged(),
                row.back(),
                row.backVersion());
    }

    private static @Nullable Replay replay(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Replay.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A replay that can't be read", e);
        }
    }

    static String json(Replay replay) {
        try {
            return JSON.writeValueAsString(replay);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(ChangeRow row, String kind, String text, Actor by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("change", row.id());
        if (row.incident() != null) {
            body.put("incident", row.incident());
        }
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                kind,
                ChangeRows.cut(row.id() + " " + text, 400),
                by,
                body));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(tx -> work.get()));
    }
}
