package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.engine.Worker;
import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.guard.AutomationChanges;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Fallback modes, agents' levels and paths as feature flags, answered from memory: also while the database is away, and right within a
 * second of a switch on every node.
 */
@Component
public class Flags extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Flags.class);

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final ModeRows rows;
    private final FlagRows values;
    private final Playbooks playbooks;
    private final AgentLevels levels;
    private final Automation automation;
    private final AutomationChanges changes;
    private final Times times;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable FlagSnapshot snapshot;
    private final AtomicLong changed = new AtomicLong();
    private volatile long seen;

    Flags(
            ModeRows rows,
            FlagRows values,
            Playbooks playbooks,
            AgentLevels levels,
            Automation automation,
            AutomationChanges changes,
            Times times) {
        super("flags", Duration.ofMillis(400));
        this.rows = rows;
        this.values = values;
        this.playbooks = playbooks;
        this.levels = levels;
        this.automation = automation;
        this.changes = changes;
        this.times = times;
        changes.listen(this::changed);
    }

    /**
     * A flag's answer.
     *
     * @param reason {@code TARGETING_MATCH} where the context chooses by scope, {@code SPLIT} where the targeting key does; else {@code
     *     STATIC}
     * @param variant the mode's id, or {@code normal}
     * @param errorCode of the protocol where the context lacks what it takes; null where there is a value
     */
    public record Value(
            String key,
            Object value,
            String reason,
            String variant,
            @Nullable String errorCode) {
        Value(String key, Object value, String reason, String variant) {
            this(key, value, reason, variant, null);
        }

        /** No value: {@code reason} says what is missing. */
        static Value failed(String key, String errorCode, String reason) {
            return new Value(key, "", reason, "", errorCode);
        }
    }

    /** Who asks, as far as it chooses; null for what he did not tell. */
    public record Context(
            @Nullable String targetingKey,
            @Nullable String journey,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String segment) {
        boolean within(Scope scope) {
            return fits(scope.regions(), region) && fits(scope.channels(), channel) && fits(scope.segments(), segment);
        }

        // Who does not say where he is is not told of what holds in one place only.
        private static boolean fits(List<String> limited, @Nullable String mine) {
            return limited.isEmpty() || (mine != null && limited.contains(mine));
        }
    }

    /** Calls this each time that answers may have changed, from a thread that must not be kept. */
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    /** The same as long as no answer changes, on every node. */
    public String version() {
        return now().version();
    }

    /** Something was switched here: the next answer says so, whoever asks. */
    void changed() {
        changed.incrementAndGet();
        wake();
    }

    @Override
    protected boolean work() {
        refreshing.lock();
        try {
            refresh();
        } finally {
            refreshing.unlock();
        }
        return false;
    }

    private void refresh() {
        long all = changed.get();
        FlagSnapshot before = snapshot;
        long playbook = playbooks.inForce(World.LIVE);
        String version = rows.stampOf(World.LIVE) + "." + changes.stamp(World.LIVE) + "." + playbook;
        Instant ranOut = before == null ? null : before.until();
        boolean expired = ranOut != null && !ranOut.isAfter(times.in(World.LIVE));
        if (before == null || expired || !before.version().startsWith(version + "/")) {
            snapshot = read(version, playbook);
            listeners.forEach(Runnable::run);
        }
        seen = all;
    }

    private FlagSnapshot read(String version, long playbook) {
        Catalog catalog = playbooks.number(playbook).catalog();
        Map<String, Map<String, Integer>> set = values.all(World.LIVE);
        List<FlagSnapshot.On> on = new ArrayList<>();
        for (SwitchRow row : rows.current(World.LIVE)) {
            if (ModeMoves.isOn(row.state())) {
                int percent = SetFlags.percent(set, row.journey(), row.mode());
                catalog.mode(row.journey(), row.mode())
                        .map(m -> m.with(rows.flagsSet(row.id())))
                        .ifPresent(m -> on.add(new FlagSnapshot.On(row.journey(), m, row.scope(), percent)));
            }
        }
        List<AgentLevels.Level> held = levels.set(World.LIVE);
        Instant until = held.stream()
                .flatMap(l -> Optional.ofNullable(l.until()).stream())
                .min(Instant::compareTo)
                .orElse(null);
        // Levels that run out change nothing that has a stamp.
        String whole = version + "/" + held.size();
        boolean acts = automation.now(World.LIVE).on();
        return new FlagSnapshot(whole, catalog, List.copyOf(on), set, held, acts, until);
    }

    private FlagSnapshot now() {
        if (snapshot == null) {
            work();
        } else if (seen != changed.get()) {
            catchUp();
        }
        return Objects.requireNonNull(snapshot);
    }

    // What was switched here is told from the next answer on; but nobody waits long for a database that does not
    // answer.
    private void catchUp() {
        try {
            if (!refreshing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long all = changed.get();
        try {
            if (seen != all) {
                refresh();
            }
        } catch (DataAccessException | CannotCreateTransactionException e) {
            log.warn("The database does not answer; flags are told as they were last known, and it is asked again", e);
            seen = all;
        } finally {
            refreshing.unlock();
        }
    }

    /** One flag; empty where there is none of that key. */
    public Optional<Value> of(String key, Context context) {
        return now().of(key, context);
    }

    /**
     * All flags that have a value in this context: every journey's mode, the features of the modes that are on, the agents' levels, and
     * paths.
     */
    public List<Value> all(Context context) {
        return now().all(context);
    }
}
