package io.holdfast.guard;

import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class KillSwitch implements Automation, AutomationChanges {
    private static final Logger log = LoggerFactory.getLogger(KillSwitch.class);
    private static final int LONGEST = 1000;

    private final AutomationRows rows;
    private final Incidents incidents;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    KillSwitch(
            AutomationRows rows,
            Incidents incidents,
            Evidence evidence,
            Times times,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.incidents = incidents;
        this.evidence = evidence;
        this.times = times;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public State now(World world) {
        return rows.get(world);
    }

    @Override
    public State turn(World world, boolean on, String because, Actor by) {
        if (because.isBlank() || because.length() > LONGEST) {
            throw new IllegalArgumentException("'because' says why, in at most " + LONGEST + " characters");
        }
        transaction.executeWithoutResult(tx -> {
            Instant now = times.in(world);
            if (!rows.put(world, on, because.strip(), Hand.of(by), now)) {
                throw new IllegalStateException("Automation is " + (on ? "on" : "off") + " already");
            }
            rows.stamp(world);
            evidence.record(new Entry(
                    world,
                    Entry.HOUSE,
                    now,
                    "automation." + (on ? "on" : "off"),
                    on ? "Automation is on again" : "All automation is switched off: people decide and act",
                    by,
                    Map.of(),
                    Map.of("note", because.strip().getBytes(StandardCharsets.UTF_8))));
            AfterCommit.run(this::changed);
            AfterCommit.run(() -> tellIncidents(world, on, by));
        });
        return new State(on, because.strip(), Hand.of(by).word(), times.in(world));
    }

    // After the switch itself, each by itself: an incident that somebody works on must not hold it up.
    private void tellIncidents(World world, boolean on, Actor by) {
        for (Incident open : incidents.open(world)) {
            if (!open.goingOn()) {
                continue;
            }
            try {
                apart.executeWithoutResult(tx -> {
                    Incident incident = incidents.locked(open.key());
                    incident.note(
                            by,
                            "automation." + (on ? "on" : "off"),
                            on
                                    ? "Automation is on again: from here on Holdfast may act by itself"
                                    : "All automation is switched off: what is under way here is left to people",
                            Map.of(),
                            Map.of());
                    incidents.save(incident);
                });
            } catch (DataAccessException | TransactionException e) {
                log.warn(
                        "{} does not say on its timeline that automation is {}; every page and the house's chain do",
                        open.key(),
                        on ? "on again" : "off",
                        e);
            }
        }
    }

    @Override
    public long stamp(World world) {
        return rows.stampOf(world);
    }

    @Override
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    /** The switch or an agent's level was changed here. */
    void changed() {
        listeners.forEach(Runnable::run);
    }
}
