package io.holdfast.learn;

import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may decide on a change. An attempt of somebody who may not is in the record too. */
@Component
class ChangeRights {
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;

    ChangeRights(Evidence evidence, Times times, TransactionTemplate transaction) {
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    /**
     * @param id of the change, or of the incident that is to be moved
     * @param what {@code approve}
     */
    void role(String id, String what, Caller by) {
        deny(
                id,
                what,
                by,
                Optional.of("it takes a resilience lead or a commander").filter(x -> !may(by)));
    }

    /** As {@link #role}, and not the one who wrote it. */
    void another(ChangeRow change, String what, Caller by) {
        role(change.id(), what, by);
        boolean author = change.by().equals(by.name()) && change.byKind().equals(kind(by));
        deny(
                change.id(),
                what,
                by,
                Optional.of("its author can't; somebody else does").filter(x -> author));
    }

    static boolean may(Caller by) {
        return by.token() ? by.hasScope("approve") : by.inAny(Changes.APPROVERS);
    }

    static String kind(Caller by) {
        return by.token() ? "token" : "person";
    }

    private void deny(String id, String what, Caller by, Optional<String> why) {
        why.ifPresent(reason -> {
            transaction.executeWithoutResult(tx -> evidence.record(new Entry(
                    World.LIVE,
                    Entry.HOUSE,
                    times.in(World.LIVE),
                    "change.attempt",
                    "An attempt to " + what + " " + id + " was turned away: " + reason,
                    by.actor(),
                    Map.of(StoredChanges.number(id).isPresent() ? "change" : "incident", id, "attempt", what))));
            throw new AccessDeniedException("To " + what + " " + id + ": " + reason + ".");
        });
    }
}
