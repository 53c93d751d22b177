package io.holdfast.learn;

import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Actor;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes proposals up: what is wrong is refused at once, and kept with its reasons. */
@Component
class Proposing implements FolderProposals {
    private static final int LONGEST_REASON = 1_000;

    private final ChangeRows rows;
    private final ChangeRights rights;
    private final ChangeRecord record;
    private final Deciding deciding;
    private final PlaybookStore store;
    private final Playbooks playbooks;
    private final Incidents incidents;
    private final Nudges nudges;
    private final Times times;
    private final TransactionTemplate transaction;

    Proposing(
            ChangeRows rows,
            ChangeRights rights,
            ChangeRecord record,
            Deciding deciding,
            PlaybookStore store,
            Playbooks playbooks,
            Incidents incidents,
            Nudges nudges,
            Times times,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.rights = rights;
        this.record = record;
        this.deciding = deciding;
        this.store = store;
        this.playbooks = playbooks;
        this.incidents = incidents;
        this.nudges = nudges;
        this.times = times;
        this.transaction = transaction;
    }

    /** As {@link Changes#propose}. */
    long propose(
            List<FileChange> files,
            @Nullable Long base,
            String because,
            @Nullable String incident,
            boolean emergency,
            Caller by) {
        if (because.isBlank() || because.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("'because' says why, in at most " + LONGEST_REASON + " characters");
        }
        if (because.indexOf('\0') >= 0 || files.stream().anyMatch(Proposing::unwritable)) {
            throw new IllegalArgumentException(
                    "A character of value 0 is no text: take it out of 'because' and of the files' content");
        }
        if (incident != null && incidents.find(incident).isEmpty()) {
            throw new IllegalArgumentException("'incident': there is no incident " + incident);
        }
        if (emergency) {
            rights.decides("an emergency change", "put in force", by);
            if (incident == null
                    || incidents
                            .find(incident)
                            .filter(i -> i.goingOn() && i.world().isLive())
                            .isEmpty()) {
                throw new IllegalStateException(
                        "An emergency change is for an incident that goes on; name it in 'incident'");
            }
        }
        if (base != null && store.versions(base + 1, 1).stream().noneMatch(v -> v.number() == base && v.held())) {
            throw new IllegalArgumentException(
                    "'base': playbook " + base + " was never in force; leave it out for the one"
                            + " that is, or name the one from which this was written");
        }
        return proposed(
                files, base, because.strip(), incident, emergency, ChangeRights.kind(by), by.name(), by.actor());
    }

    private static boolean unwritable(FileChange file) {
        String content = file.content();
        return content != null && content.indexOf('\0') >= 0;
    }

    @Override
    public void propose(List<FileChange> files) {
        proposed(
                files,
                null,
                "It was changed in the folder of the playbook.",
                null,
                false,
                "files",
                "files",
                new Actor.Self("playbook"));
    }

    private long proposed(
            List<FileChange> files,
            @Nullable Long from,
            String because,
            @Nullable String incident,
            boolean emergency,
            String kind,
            String name,
            Actor actor) {
        Optional<Long> before = open(files, emergency, kind, name);
        if (before.isPresent()) {
            return before.get();
        }
        sensible(files, playbooks.current(World.LIVE));
        long number;
        try {
            number = inTransaction(() -> checked(files, from, because, incident, emergency, kind, name, actor));
        } catch (BadPlaybook refused) {
            number = inTransaction(
                    () -> refused(files, because, incident, emergency, kind, name, actor, refused.faults()));
        }
        return number;
    }

    /** The same was sent before, by the same one, and is not over: a form that is sent twice makes one change. */
    private Optional<Long> open(List<FileChange> files, boolean emergency, String kind, String name) {
        return rows.open().stream()
                .filter(row -> row.emergency() == emergency
                        && row.byKind().equals(kind)
                        && row.by().equals(name)
                        && isOpen(row, files)
                        && Set.copyOf(rows.files(row.number())).equals(Set.copyOf(files)))
                .map(ChangeRow::number)
                .findFirst();
    }

    private boolean isOpen(ChangeRow row, List<FileChange> files) {
        return switch (row.state()) {
            case REPLAYING, AWAITING_APPROVAL -> true;
            case IN_FORCE -> row.wantsJudgement() && !differ(files, playbooks.current(World.LIVE));
            case REFUSED, ROLLED_BACK, REJECTED -> false;
        };
    }

    private static boolean differ(List<FileChange> files, Playbook now) {
        return files.stream()
                .anyMatch(file -> !Objects.equals(
                        now.file(file.path()).isPresent()
                                ? new String(now.bytes(file.path()), StandardCharsets.UTF_8)
                                : null,
                        file.content()));
    }

    private static void sensible(List<FileChange> files, Playbook now) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A change needs at least one file");
        }
        Set<String> paths = new TreeSet<>();
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
        }
        if (!differ(files, now)) {
            throw new IllegalArgumentException("That is what is in force already: nothing would change");
        }
    }

    private long checked(
            List<FileChange> files,
            @Nullable Long from,
            String because,
            @Nullable String incident,
            boolean emergency,
            String kind,
            String name,
            Actor actor) {
        store.lock();
        Optional<Long> before = open(files, emergency, kind, name);
        if (before.isPresent()) {
            return before.get();
        }
        long base = playbooks.inForce(World.LIVE);
        List<Fault> meanwhile = from == null ? List.of() : deciding.meanwhile(files, from, base);
        if (!meanwhile.isEmpty()) {
            throw new BadPlaybook(meanwhile);
        }
        List<Fault> faults = store.check(base, files);
        if (!faults.isEmpty()) {
            throw new BadPlaybook(faults);
        }
        long number = rows.next();
        long candidate = store.add(base, files, new PlaybookStore.Origin(name, null, because, "CHG-" + number));
        ChangeRow row = row(number, Change.State.REPLAYING, because, incident, base, candidate, emergency, kind, name);
        rows.insert(row, files, List.of());
        record.tell(
                row, "change.proposed", "is proposed: " + because, actor, Map.of("files", ChangeRecord.paths(files)));
        if (emergency) {
            deciding.inForce(row, new Change.Word(name, because, times.in(World.LIVE)), actor);
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
        record.tell(
                row,
                "change.refused",
                "is refused: " + faults.get(0) + (faults.size() == 1 ? "" : " And " + (faults.size() - 1) + " more."),
                actor,
                Map.of("files", ChangeRecord.paths(files), "faults", (long) faults.size()));
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

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(tx -> work.get()));
    }
}
