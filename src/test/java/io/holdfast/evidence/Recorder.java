package io.holdfast.evidence;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The record over one database, wired by hand. */
final class Recorder implements AutoCloseable {

    final HikariDataSource source;
    final JdbcTemplate db;
    final JdbcClient client;
    final TransactionTemplate tx;
    final SettableClock times = new SettableClock(true);
    final Pseudonyms pseudonyms;
    final Chains chains;
    final ChainedEvidence evidence;
    final Attachments attachments;
    final Timeline timeline;

    Recorder(String database) {
        source = database.equals("h2") ? Databases.h2() : Databases.postgres();
        db = new JdbcTemplate(source);
        client = JdbcClient.create(db);
        JdbcTransactionManager manager = new JdbcTransactionManager(source);
        tx = new TransactionTemplate(manager);
        pseudonyms = new Pseudonyms(client, new SomeIds(), manager);
        chains = new Chains(db);
        evidence = new ChainedEvidence(chains, pseudonyms, new SomeIds());
        manager.addListener(new ChainedEvidence.LateEntries());
        attachments = new Attachments(client, evidence, times);
        timeline = new ChainTimeline(client, attachments, pseudonyms, username -> "Dana Ortiz");
    }

    Entry entry(String chain, String text) {
        return new Entry(World.LIVE, chain, times.in(World.LIVE), "test", text, new Actor.Self("test"), Map.of("n", 1));
    }

    void record(Entry entry) {
        tx.executeWithoutResult(status -> evidence.record(entry));
    }

    @Override
    public void close() {
        source.close();
    }

    static final class SomeIds implements Ids {
        private static final AtomicLong NEXT = new AtomicLong();
        private final SecureRandom random = new SecureRandom();

        @Override
        public String id() {
            return "id" + NEXT.incrementAndGet();
        }

        @Override
        public String secret() {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        public long below(long bound) {
            return random.nextLong(bound);
        }
    }
}
