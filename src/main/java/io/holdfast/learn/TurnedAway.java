package io.holdfast.learn;

import io.holdfast.engine.Worker;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters into the house's chain who tried to decide on a change and may not. Each caller has {@value #SINGLY} entries in ten minutes
 * of the machine's clock, each for another act or another change; what he tries beyond that, or again, is counted, and told in one
 * entry when the ten minutes are over. So every attempt is in the record, and nobody fills it. Counts are a node's own; one that dies
 * takes those of its last ten minutes with it. Who is not known at all is no caller, and is turned away at the door without a word.
 */
@Component
class TurnedAway extends Worker {
    static final int SINGLY = 20;
    private static final Duration SPAN = Duration.ofMinutes(10);

    private final ChangeRows rows;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Map<String, Span> spans = new LinkedHashMap<>();

    TurnedAway(ChangeRows rows, Evidence evidence, Times times, TransactionTemplate transaction) {
        super("turned-away", Duration.ofSeconds(30));
        this.rows = rows;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    /** Ten minutes of one caller. */
    private static final class Span {
        private final Caller by;
        private final Instant until;
        private final Set<String> told = new HashSet<>();
        private long more;

        Span(Caller by, Instant until) {
            this.by = by;
            this.until = until;
        }
    }

    /**
     * An attempt, in a transaction of its own. One on a change that is not there is none.
     *
     * @param id of the change, or of the incident that is to be moved
     * @param what {@code approve}
     */
    void tell(String id, String what, Caller by, String reason) {
        boolean missing = StoredChanges.number(id)
                .map(number -> rows.find(number).isEmpty())
                .orElse(false);
        if (!missing && singly(what + " " + id, by)) {
            record(
                    by,
                    "An attempt to " + what + " " + id + " was turned away: " + reason,
                    Map.of(StoredChanges.number(id).isPresent() ? "change" : "incident", id, "attempt", what));
        }
    }

    private synchronized boolean singly(String act, Caller by) {
        Instant now = times.real();
        Span span = spans.computeIfAbsent(ChangeRights.kind(by) + " " + by.name(), k -> new Span(by, now.plus(SPAN)));
        if (span.told.size() < SINGLY && span.told.add(act)) {
            return true;
        }
        span.more++;
        return false;
    }

    private synchronized List<Span> over(Instant now) {
        List<Span> over = new ArrayList<>();
        spans.values().removeIf(span -> !span.until.isAfter(now) && over.add(span));
        return over;
    }

    @Override
    protected boolean work() {
        flush(times.real());
        return false;
    }

    /** Tells what was counted until then. */
    void flush(Instant now) {
        for (Span span : over(now)) {
            if (span.more > 0) {
                record(
                        span.by,
                        (span.more == 1 ? "Another attempt" : span.more + " more attempts")
                                + " to decide on changes of the playbook in " + SPAN.toMinutes()
                                + " minutes, of the same kind, were turned away",
                        Map.of("times", span.more));
            }
        }
    }

    private void record(Caller by, String text, Map<String, Object> body) {
        transaction.executeWithoutResult(tx -> evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "change.attempt",
                ChangeRows.cut(text, 400),
                by.actor(),
                body)));
    }
}
