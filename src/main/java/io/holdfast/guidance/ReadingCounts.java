package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Queue;
import io.holdfast.engine.Worker;
import io.holdfast.guidance.ReadingRows.Standing;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says under a queue's guidance how many have read it: once in a while, so that two hundred presses are no two hundred edits. */
@Component
class ReadingCounts extends Worker {
    private final ReadingRows readings;
    private final GuidanceRows rows;
    private final Posts posts;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final TransactionTemplate transaction;

    ReadingCounts(
            ReadingRows readings,
            GuidanceRows rows,
            Posts posts,
            Incidents incidents,
            Playbooks playbooks,
            TransactionTemplate transaction) {
        super("guidance-readers", Duration.ofSeconds(5));
        this.readings = readings;
        this.rows = rows;
        this.posts = posts;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        for (Standing standing : readings.standing()) {
            if (readings.readers(standing) != readings.told(standing)) {
                transaction.executeWithoutResult(tx -> tell(standing));
            }
        }
        return false;
    }

    private void tell(Standing standing) {
        Incident incident = incidents.locked(standing.incident());
        Catalog catalog = playbooks.current(incident.world()).catalog();
        Optional<Queue> queue = catalog.queue(standing.queue());
        Optional<Guidance.Block> block = rows.block(standing.incident(), standing.queue());
        int readers = readings.readers(standing);
        // Asked again under the lock: the wording may have changed meanwhile, and is unread then.
        if (queue.isEmpty()
                || block.isEmpty()
                || readings.message(standing.incident(), standing.queue()) != standing.message()
                || readings.told(standing) == readers) {
            return;
        }
        int agents = Math.max(readers, readings.agents(standing.queue()).size());
        posts.put(incident, queue.get(), block.get(), "more have read it", catalog, new Posts.Readers(readers, agents));
        readings.told(standing, readers);
    }
}
