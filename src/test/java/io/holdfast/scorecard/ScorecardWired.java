package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.evidence.EntriesForTests;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.OnePlaybook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The scorecard over one database, wired by hand; nothing runs by itself. */
final class ScorecardWired {
    final JdbcClient db;
    final TransactionTemplate transaction;
    final Playbooks playbooks;
    final Times times;
    final PastReader reader;
    final Counting counting;
    final Ledger ledger;
    final ScorecardRows rows;
    final ScorecardOfRows scorecards;
    private final HouseAlarms alarms;
    private final ReadingHours hours;

    ScorecardWired(DataSource database, Catalog catalog, Instant now) {
        db = JdbcClient.create(database);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        playbooks = new OnePlaybook(catalog);
        times = new StoppedAt(now);
        PastReadings readings = new PastReadings(db);
        reader = new PastReader(new PastRows(db), readings, EntriesForTests.over(db));
        counting = new Counting(
                db, reader, new MeasuredRows(db, jdbc), playbooks, transaction, "mon,tue,wed,thu,fri 08:00-18:00");
        alarms = new HouseAlarms(db, jdbc, EntriesForTests.over(db), transaction);
        hours = new ReadingHours(db, readings, playbooks, times, transaction);
        ledger = new Ledger(db);
        rows = new ScorecardRows(db, new Nobody());
        scorecards = new ScorecardOfRows(db, ledger, counting, rows, playbooks, times);
    }

    /** All that the worker does, to its end. */
    void countAll() {
        boolean more = true;
        while (more) {
            more = counting.batch() > 0 | alarms.readOn() | hours.addUp();
        }
    }

    private record StoppedAt(Instant now) implements Times {
        @Override
        public Instant in(World world) {
            return now;
        }

        @Override
        public Instant real() {
            return now;
        }

        @Override
        public boolean settable() {
            return false;
        }
    }

    private static final class Nobody implements People {
        @Override
        public Optional<Member> find(String username) {
            return Optional.empty();
        }

        @Override
        public Optional<Member> bySlack(String slackUser) {
            return Optional.empty();
        }

        @Override
        public List<Member> all() {
            return List.of();
        }

        @Override
        public List<Member> inGroup(String group) {
            return List.of();
        }
    }
}
