package io.holdfast.learn;

import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Actor;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides on changes, and takes them back. */
@Component
class Deciding {
    private final ChangeRows rows;
    private final ChangeRights rights;
    private final ChangeRecord record;
    private final PlaybookStore store;
    private final Playbooks playbooks;
    private final ReplayDrills drills;
    private final Nudges nudges;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Duration watched;

    Deciding(
            ChangeRows rows,
            ChangeRights rights,
            ChangeRecord record,
            PlaybookStore store,
            Playbooks playbooks,
            ReplayDrills drills,
            Nudges nudges,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.change-watch:P7D}") String watched) {
        this.rows = rows;
        this.rights = rights;
        this.record = record;
        this.store = store;
        this.playbooks = playbooks;
        this.drills = drills;
        this.nudges = nudges;
        this.times = times;
        this.transaction = transaction;
        this.watched = DurationStyle.detectAndParse(watched);
    }

    /** As {@link Changes#approve}. */
    void approve(String id, String because, Caller by) {
        rights.decides(id, "approve", by);
        long number = StoredChanges.known(id);
        rights.another(found(number), "approve", by);
        writable(because);
        String stale = inTransaction(() -> approved(number, because, by));
        if (!stale.isEmpty()) {
            throw new IllegalStateException(stale);
        }
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

    private ChangeRow found(long number) {
        return rows.find(number).orElseThrow(() -> new NoSuchElementException("There is no change CHG-" + number));
    }

    private static ChangeRow waiting(ChangeRow row) {
        if (row.state() != Change.State.AWAITING_APPROVAL) {
            throw new IllegalStateException(row.id() + " waits for nobody's yes: it is "
                    + row.state().id().replace('-', ' '));
        }
        return row;
    }

    /** Lets it hold, with the current transaction. */
    void inForce(ChangeRow row, Change.Word word, Actor actor) {
        // nobody has said yes to an emergency: it was put in force by whoever wrote it
        store.putInForce(Objects.requireNonNull(row.candidate()), row.origin(row.emergency() ? null : word.by()));
        rows.decided(row.number(), Change.State.IN_FORCE, word, word.at().plus(watched));
        record.tell(
                row,
                row.emergency() ? "change.emergency" : "change.approved",
                row.emergency()
                        ? "is in force at once; another person judges it afterwards"
                        : "is approved" + said(word.because()),
                actor,
                Map.of("playbook", Objects.requireNonNull(row.candidate())));
    }

    private static void writable(String because) {
        if (because.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A character of value 0 is no text: take it out of 'because'");
        }
    }

    private static String said(String because) {
        return because.isBlank() ? "" : ": " + because;
    }

    /** Another change came first: on top of it where they touch different files, else not at all. */
    private String onTop(ChangeRow row, long now, Caller by) {
        List<FileChange> files = rows.files(row.number());
        List<Fault> meanwhile = meanwhile(files, row.base(), now);
        if (!meanwhile.isEmpty()) {
            Fault first = meanwhile.get(0);
            refuse(row, meanwhile, by);
            return row.id() + " is refused: " + first.path() + first.what().replaceFirst("^It", "") + " "
                    + first.remedy();
        }
        List<Fault> faults = store.check(now, files);
        if (!faults.isEmpty()) {
            refuse(row, faults, by);
            return row.id() + " is refused: on top of playbook " + now + " it has faults. " + faults.get(0);
        }
        long candidate = store.add(now, files, row.origin(null));
        rows.rebased(row.number(), now, candidate);
        record.tell(
                row,
                "change.rebased",
                "is replayed on top of playbook " + now,
                by.actor(),
                Map.of("playbook", candidate));
        nudges.push(World.LIVE, row.id(), "change-decided", null);
        return "Playbook " + now + " came into force meanwhile. " + row.id()
                + " is replayed on top of it; say yes again when that is done.";
    }

    /** Which of these files were changed from one playbook to the other, and by what: two changes of a file are never merged by a program. */
    List<Fault> meanwhile(List<FileChange> files, long base, long now) {
        Set<String> touched = store.different(base, now);
        touched.retainAll(ChangeRecord.paths(files));
        return touched.stream()
                .map(path -> new Fault(
                        path,
                        null,
                        "It was changed by " + last(path) + " meanwhile.",
                        "Propose it anew on top of what is in force now."))
                .toList();
    }

    private void refuse(ChangeRow row, List<Fault> faults, Caller by) {
        rows.state(row.number(), Change.State.REFUSED);
        rows.problems(row.number(), faults);
        record.tell(row, "change.refused", "is refused: " + faults.get(0), by.actor(), Map.of());
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

    /** As {@link Changes#reject}. */
    void reject(String id, String because, Caller by) {
        rights.decides(id, "reject", by);
        long number = found(StoredChanges.known(id)).number();
        writable(because);
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why not: whoever proposed it reads it");
        }
        inTransaction(() -> {
            ChangeRow row = rows.locked(number).orElseThrow();
            if (row.state() == Change.State.REPLAYING) {
                nudges.push(World.LIVE, row.id(), "change-replayed", null);
                drills.forget(row);
            } else {
                waiting(row);
            }
            rows.decided(
                    number, Change.State.REJECTED, new Change.Word(by.name(), because, times.in(World.LIVE)), null);
            record.tell(row, "change.rejected", "is rejected: " + because, by.actor(), Map.of());
            nudges.push(World.LIVE, row.id(), "change-decided", null);
            return number;
        });
    }

    /** As {@link Changes#rollBack}. */
    void rollBack(String id, String because, Caller by) {
        rights.decides(id, "roll back", by);
        long number = found(StoredChanges.known(id)).number();
        writable(because);
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
            if (row.wantsJudgement() && !ChangeRights.author(row, by)) {
                judged(row, because, by, "taken back. ", Map.of("kept", false));
            }
            return number;
        });
    }

    private void takeBack(ChangeRow row, String because, Caller by) {
        long now = playbooks.inForce(World.LIVE);
        List<FileChange> files = rows.files(row.number());
        Set<String> touched = store.different(Objects.requireNonNull(row.candidate()), now);
        touched.retainAll(ChangeRecord.paths(files));
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
        PlaybookStore.Origin origin = new PlaybookStore.Origin(by.name(), null, "Rolled back: " + because, row.id());
        long version = store.add(now, back, origin);
        store.putInForce(version, origin);
        rows.rolledBack(row.number(), new Change.Word(by.name(), because, times.in(World.LIVE)), version);
        record.tell(row, "change.rolled-back", "is rolled back: " + because, by.actor(), Map.of("playbook", version));
        nudges.push(World.LIVE, row.id(), "change-settled", null);
    }

    /** As {@link Changes#judge}. */
    void judge(String id, boolean keep, String because, Caller by) {
        rights.decides(id, "judge", by);
        long number = StoredChanges.known(id);
        rights.another(found(number), "judge", by);
        writable(because);
        if (because.isBlank()) {
            throw new IllegalArgumentException("'because' says why it was " + (keep ? "right" : "not right"));
        }
        inTransaction(() -> {
            store.lock();
            ChangeRow row = rows.locked(number).orElseThrow();
            if (!row.wantsJudgement()) {
                throw new IllegalStateException(id + " waits for nobody's judgement");
            }
            if (row.state() == Change.State.ROLLED_BACK) {
                String was =
                        keep ? "it was right, though it is rolled back. " : "it was not right, and stays rolled back. ";
                judged(row, because, by, was, Map.of("kept", false, "right", keep));
            } else {
                judged(row, because, by, keep ? "kept. " : "taken back. ", Map.of("kept", keep));
                if (!keep) {
                    takeBack(row, because, by);
                }
            }
            return number;
        });
    }

    private void judged(ChangeRow row, String because, Caller by, String how, Map<String, Object> body) {
        rows.judged(row.number(), new Change.Word(by.name(), because, times.in(World.LIVE)));
        record.tell(row, "change.judged", "was an emergency, and is judged: " + how + because, by.actor(), body);
        if (row.replay() == null) {
            drills.forget(row); // it was judged without
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(tx -> work.get()));
    }
}
