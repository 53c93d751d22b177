package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Playbooks;
import io.holdfast.scorecard.MeasuredRows.Counted;
import io.holdfast.scorecard.MeasuredRows.Known;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts incidents that have ended, those that changed since, and those that were counted by an older formula. One node counts at a
 * time. What changed is told by the incident's own row, so that nothing depends on the order of commits.
 */
@Component
class Counting {
    /** How many of those that changed last are looked at in one round; what is beyond is found by the whole look. */
    private static final int NEWEST = 200;

    private static final int AT_ONCE = 200;

    private final Logger log = LoggerFactory.getLogger(Counting.class);
    private final JdbcClient db;
    private final PastReader reader;
    private final MeasuredRows rows;
    private final Playbooks playbooks;
    private final TransactionTemplate transaction;
    private final String workingHours;
    private final Queue<String> due = new ConcurrentLinkedQueue<>();
    private volatile long waiting;

    Counting(
            JdbcClient db,
            PastReader reader,
            MeasuredRows rows,
            Playbooks playbooks,
            TransactionTemplate transaction,
            @Value("${holdfast.scorecard.working-hours:mon,tue,wed,thu,fri 08:00-18:00}") String workingHours) {
        this.db = db;
        this.reader = reader;
        this.rows = rows;
        this.playbooks = playbooks;
        this.transaction = transaction;
        this.workingHours = workingHours;
    }

    private record Stands(String key, Instant changedAt, boolean ended) {}

    /** Looks at those that changed last; cheap. Returns how many were counted anew. */
    int newest() {
        List<Stands> newest = db.sql("""
                        SELECT incident_key, changed_at, ended_at FROM incident WHERE world = 'live'
                         ORDER BY world, changed_at DESC LIMIT :n
                        """)
                .param("n", NEWEST)
                .query((r, i) -> new Stands(
                        r.getString("incident_key"),
                        SqlTime.get(r, "changed_at"),
                        SqlTime.orNull(r, "ended_at") != null))
                .list();
        Map<String, Known> known = new HashMap<>();
        rows.known(newest.stream().map(Stands::key).toList()).forEach(k -> known.put(k.key(), k));
        List<String> changed = newest.stream()
                .filter(s -> isDue(s, known.get(s.key())))
                .map(Stands::key)
                .toList();
        return changed.isEmpty() ? 0 : count(changed);
    }

    private static boolean isDue(Stands s, @org.jspecify.annotations.Nullable Known known) {
        if (known == null) {
            return s.ended();
        }
        return !s.ended() || !known.changedAt().equals(s.changedAt()) || known.formula() != Measuring.FORMULA;
    }

    /** Counts a batch of those that are due; where none is known to be, looks at all of them first. Returns how many were counted. */
    int batch() {
        if (due.isEmpty()) {
            due.addAll(lookAtAll());
            waiting = due.size();
        }
        List<String> next = new ArrayList<>();
        while (next.size() < AT_ONCE && !due.isEmpty()) {
            next.add(due.remove());
        }
        int counted = next.isEmpty() ? 0 : count(next);
        waiting = due.size();
        return counted;
    }

    /** The newest first: they are looked at most. */
    private List<String> lookAtAll() {
        return db.sql("""
                        SELECT i.incident_key FROM incident i
                          LEFT JOIN scorecard_incident s ON s.incident_key = i.incident_key
                         WHERE i.world = 'live'
                           AND (i.ended_at IS NOT NULL
                                 AND (s.incident_key IS NULL OR s.changed_at <> i.changed_at OR s.formula <> :formula)
                             OR i.ended_at IS NULL AND s.incident_key IS NOT NULL)
                         ORDER BY i.number DESC
                        """)
                .param("formula", Measuring.FORMULA)
                .query(String.class)
                .list();
    }

    /** How many incidents have ended and are not counted: many only after a first start with an old database. */
    long waiting() {
        return waiting;
    }

    /** All of them in one transaction; where one of them can't be counted, each in its own, so that it stands alone. */
    private int count(Collection<String> these) {
        try {
            return countTogether(these);
        } catch (TransientDataAccessException | CannotCreateTransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (these.size() == 1) {
                log.warn(
                        "{} could not be counted; it is in no figure until it changes or is looked at again",
                        these.iterator().next(),
                        e);
                return 1;
            }
            int counted = 0;
            for (String one : these) {
                counted += count(List.of(one));
            }
            return counted;
        }
    }

    private int countTogether(Collection<String> these) {
        Integer counted = transaction.execute(tx -> rows.lock() ? countLocked(these) : 0);
        return counted == null ? 0 : counted;
    }

    private int countLocked(Collection<String> these) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Map<String, String> mergedInto = merges(these);
        Set<String> keys = rows.withRoots(these, mergedInto);
        Map<String, List<String>> mergedHere = new HashMap<>();
        Set<String> read = new LinkedHashSet<>(keys);
        for (String key : keys) {
            List<String> its = mergedInto(key);
            its.remove(key);
            mergedHere.put(key, its);
            read.addAll(its);
        }
        Map<String, Past> pasts = reader.read(read, catalog);
        Measuring measuring = new Measuring(catalog);
        List<Counted> counted = new ArrayList<>();
        for (String key : keys) {
            Past own = pasts.get(key);
            if (own == null || own.ending() == null) {
                continue;
            }
            String root = MeasuredRows.root(key, mergedInto);
            boolean merged = CountedAs.of(own.drill(), own.ending()) == CountedAs.MERGED && !root.equals(key);
            Past whole = merged
                    ? own
                    : own.with(mergedHere.getOrDefault(key, List.of()).stream()
                            .filter(pasts::containsKey)
                            .map(pasts::get)
                            .toList());
            counted.add(new Counted(
                    measuring.measure(whole, merged ? root : null),
                    merged ? List.of() : whole.pages(),
                    merged ? List.of() : whole.alarms()));
        }
        rows.write(keys, counted, WorkingHours.of(catalog.zone(), workingHours));
        return these.size();
    }

    /** Where each of these, and whatever it was merged into, was merged into. */
    private Map<String, String> merges(Collection<String> keys) {
        Map<String, String> into = new LinkedHashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> next = new LinkedHashSet<>(keys);
        while (!next.isEmpty()) {
            asked.addAll(next);
            Set<String> found = new LinkedHashSet<>();
            db.sql("""
                    SELECT incident_key, merged_into FROM incident
                     WHERE incident_key IN (:keys) AND merged_into IS NOT NULL AND ending = 'duplicate'
                    """).param("keys", next).query(r -> {
                into.put(r.getString("incident_key"), r.getString("merged_into"));
                found.add(r.getString("merged_into"));
            });
            found.removeAll(asked);
            next = found;
        }
        return into;
    }

    /** All that were merged into this one, directly or through another. */
    private List<String> mergedInto(String key) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> next = Set.of(key);
        while (!next.isEmpty()) {
            List<String> found =
                    db.sql("""
                            SELECT incident_key FROM incident
                             WHERE merged_into IN (:keys) AND ending = 'duplicate' AND world = 'live' ORDER BY number
                            """).param("keys", next).query(String.class).list();
            next = new LinkedHashSet<>(found);
            next.removeAll(all);
            all.addAll(next);
        }
        return new ArrayList<>(all);
    }
}
