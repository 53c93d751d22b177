package io.holdfast.engine;

import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one class that moves a clock: the offset in the database, the live world's clock and the engine's, which is static per JVM.
 * With the system's clock nobody touches it.
 */
@Component
class LiveClock extends Worker implements ClockMover {
    /** Beyond that a mistyped duration is likelier than a rehearsal, and no clock is moved back. */
    private static final Duration FARTHEST_A_CALL = Duration.ofDays(366);

    private static final Duration FARTHEST = Duration.ofDays(3_660);

    private final JdbcClient db;
    private final SettableClock clock;
    private final Times times;
    private final ObjectProvider<ProcessEngine> engine;
    private final ObjectProvider<DueSource> sources;
    private final ObjectProvider<Worker> workers;
    private final TransactionTemplate transaction;

    LiveClock(
            JdbcClient db,
            SettableClock clock,
            ObjectProvider<ProcessEngine> engine,
            ObjectProvider<DueSource> sources,
            ObjectProvider<Worker> workers,
            TransactionTemplate transaction) {
        super("clock", Duration.ofSeconds(1));
        this.db = db;
        this.clock = clock;
        this.times = clock;
        this.engine = engine;
        this.sources = sources;
        this.workers = workers;
        this.transaction = transaction;
    }

    /**
     * Agrees with the database before anything runs.
     *
     * @throws IllegalStateException where the database was made with the other kind of clock
     */
    @jakarta.annotation.PostConstruct
    void agree() {
        transaction.executeWithoutResult(tx -> {
            Optional<Boolean> settable = db.sql("SELECT settable FROM clock WHERE id = 1 FOR UPDATE")
                    .query(Boolean.class)
                    .optional();
            if (settable.isEmpty()) {
                db.sql("INSERT INTO clock (id, settable, ahead_millis) VALUES (1, :settable, 0)")
                        .param("settable", times.settable())
                        .update();
            } else if (settable.get() != times.settable()) {
                throw new IllegalStateException(
                        "This database was made with holdfast.clock=" + (settable.get() ? "settable" : "system")
                                + "; start it with that setting, or on another database");
            }
        });
        follow();
    }

    @Override
    protected boolean work() {
        if (times.settable()) {
            follow();
        }
        return false;
    }

    private void follow() {
        Duration ahead = Duration.ofMillis(Objects.requireNonNull(db.sql("SELECT ahead_millis FROM clock WHERE id = 1")
                .query(Long.class)
                .single()));
        if (ahead.compareTo(clock.offset()) > 0) {
            set(ahead);
        } else if (times.settable()) {
            ClockUtil.offset(clock.offset().toMillis());
        }
    }

    private void set(Duration ahead) {
        clock.setOffset(ahead);
        ClockUtil.offset(ahead.toMillis());
        engine.ifAvailable(e -> {
            if (e.getProcessEngineConfiguration() instanceof ProcessEngineConfigurationImpl configuration
                    && configuration.getJobExecutor() != null) {
                configuration.getJobExecutor().jobWasAdded();
            }
        });
        workers.stream().filter(w -> w != this).forEach(Worker::wake);
    }

    @Override
    public Instant advance(Duration by) {
        if (!times.settable()) {
            throw new IllegalStateException("The clock is the system's (holdfast.clock=system) and can't be moved");
        }
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock is moved forward only, not by " + by);
        }
        if (by.compareTo(FARTHEST_A_CALL) > 0) {
            throw new IllegalArgumentException("The clock is moved by " + FARTHEST_A_CALL.toDays()
                    + " days at most in one call, not by " + by + "; it can't be moved back");
        }
        Duration ahead = Objects.requireNonNull(transaction.execute(tx -> {
            long millis = db.sql("SELECT ahead_millis FROM clock WHERE id = 1 FOR UPDATE")
                    .query(Long.class)
                    .single();
            if (Duration.ofMillis(millis).plus(by).compareTo(FARTHEST) > 0) {
                throw new IllegalArgumentException("The clock is "
                        + Duration.ofMillis(millis).toDays() + " days ahead of the machine's, and "
                        + FARTHEST.toDays() + " are the most; go on with a new database");
            }
            db.sql("UPDATE clock SET ahead_millis = :ahead WHERE id = 1")
                    .param("ahead", millis + by.toMillis())
                    .update();
            return Duration.ofMillis(millis).plus(by);
        }));
        set(ahead);
        return times.in(World.LIVE);
    }

    @Override
    public Instant toNextDue() {
        Instant now = times.in(World.LIVE);
        // A moment later than due, so that 'due' is true whatever a database rounds.
        return nextDue()
                .map(due -> advance(Duration.between(now, due).plusMillis(5)))
                .orElseGet(() -> advance(Duration.ZERO));
    }

    @Override
    public Optional<Instant> nextDue() {
        Instant now = times.in(World.LIVE);
        Stream<Instant> rows = sources.stream().flatMap(s -> s.nextDue(World.LIVE).stream());
        return Stream.concat(rows, nextTimer(now).stream())
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo);
    }

    private Optional<Instant> nextTimer(Instant now) {
        ManagementService management = engine.getObject().getManagementService();
        List<Job> next = management
                .createJobQuery()
                .timers()
                .active()
                .withRetriesLeft()
                .duedateHigherThan(Date.from(now))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1);
        return next.stream().map(job -> job.getDuedate().toInstant()).findFirst();
    }
}
