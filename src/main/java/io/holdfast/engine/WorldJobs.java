package io.holdfast.engine;

import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs the jobs of a drill's processes: asynchronous steps at once, timers when they are due by the drill's clock. Their priority is below
 * every executor's range, so nobody else takes them.
 */
@Component
class WorldJobs implements WorldWork, DueSource {
    private static final String OF_WORLD = """
              FROM ACT_RU_JOB j
              JOIN ACT_RU_EXECUTION p ON p.ID_ = j.PROCESS_INSTANCE_ID_
              JOIN incident i ON i.incident_key = p.BUSINESS_KEY_
              LEFT JOIN ACT_RU_JOBDEF d ON d.ID_ = j.JOB_DEF_ID_
             WHERE i.world = :world AND j.RETRIES_ > 0 AND j.SUSPENSION_STATE_ = 1
            """;

    private final JdbcClient db;
    private final ManagementService management;
    private final Times times;

    WorldJobs(JdbcClient db, ManagementService management, Times times) {
        this.db = db;
        this.management = management;
        this.times = times;
    }

    @Override
    public boolean run(World world) {
        // One at a time, in an order of its own: ids differ from run to run, and a job may end what the next one
        // belongs to.
        List<String> next = db.sql("SELECT j.ID_ " + OF_WORLD + """
                   AND (j.DUEDATE_ IS NULL OR j.DUEDATE_ <= :now)
                 ORDER BY COALESCE(j.DUEDATE_, :never), i.number, j.PROCESS_DEF_KEY_, d.ACT_ID_, j.HANDLER_CFG_, j.SEQUENCE_COUNTER_,
                          j.CREATE_TIME_
                 LIMIT 1
                """)
                .param("world", world.id())
                .param("now", java.sql.Timestamp.from(times.in(world)))
                .param("never", java.sql.Timestamp.from(Instant.EPOCH))
                .query(String.class)
                .list();
        next.forEach(management::executeJob);
        return !next.isEmpty();
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        if (world.isLive()) {
            return Optional.empty(); // the live clock looks for timers itself
        }
        return db.sql("SELECT MIN(j.DUEDATE_) AS due " + OF_WORLD + " AND j.DUEDATE_ > :now")
                .param("world", world.id())
                .param("now", java.sql.Timestamp.from(times.in(world)))
                .query((row, i) -> Optional.ofNullable(row.getTimestamp("due")).map(java.sql.Timestamp::toInstant))
                .single();
    }
}
