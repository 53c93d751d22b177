package io.holdfast.delivery;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.evidence.Entry;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as people have it in their hands, over a real database: nothing leaves it. */
final class Desk implements AutoCloseable {
    final Times times = new SettableClock(false);
    final List<Entry> evidence = new CopyOnWriteArrayList<>();
    final HikariDataSource database;
    final JdbcClient db;
    final Pace pace;
    final OutboxRows outbox;
    final DeliveryLogRows log;
    final MessageRows messages;
    final MessageControl hand;
    final TransactionTemplate transaction;
    private final Expansion expansion;

    Desk(OutboxRig.On on) {
        database = on.open();
        db = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        pace = new Pace(db);
        outbox = new OutboxRows(
                db,
                times,
                evidence::add,
                event -> {},
                OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.DOUBTFUL),
                OutboxRig.ADDRESSEES);
        log = new DeliveryLogRows(db, outbox);
        messages = new MessageRows(db, outbox, new Counting(db, pace, List.<Senders>of()));
        hand = inTransaction(new MessageHand(
                db, pace, times, evidence::add, event -> {}, OutboxRig.ADDRESSEES, new Corrections(db, outbox)));
        expansion = new Expansion(
                db, new NamedParameterJdbcTemplate(database), new Nobody(), times, transaction, event -> {});
    }

    private MessageControl inTransaction(MessageHand target) {
        return (MessageControl) Proxy.newProxyInstance(
                Desk.class.getClassLoader(),
                new Class<?>[] {MessageControl.class},
                (proxy, method, args) -> transaction.execute(tx -> {
                    try {
                        return method.invoke(target, args);
                    } catch (InvocationTargetException e) {
                        throw (RuntimeException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }

    /** What is late where this channel sends at this pace. */
    LateChannels late(Channel channel, double perSecond) {
        return late(channel, Map.of("", perSecond));
    }

    /** The same, where it has several senders, each with its pace. */
    LateChannels late(Channel channel, Map<String, Double> paces) {
        return new LateChannels(
                db,
                pace,
                times,
                OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.DOUBTFUL),
                Map.of(channel, paces));
    }

    /** Puts a message whose recipients have their rows already. */
    long put(NewMessage message) {
        long id = Objects.requireNonNull(transaction.execute(tx -> outbox.put(message)));
        while (expansion.work()) {
            // step by step until every recipient has his row
        }
        return id;
    }

    /** What became of one recipient. */
    void became(long message, String address, String state, @Nullable String code) {
        db.sql("""
                UPDATE delivery SET state = :state, code = :code, attempt = 1, started_at = :now
                 WHERE message_id = :id AND address = :address
                """)
                .param("state", state)
                .param("code", code)
                .param("now", SqlTime.of(pace.now()))
                .param("id", message)
                .param("address", address)
                .update();
    }

    String state(long message) {
        return db.sql("SELECT state FROM message WHERE id = :id")
                .param("id", message)
                .query(String.class)
                .single();
    }

    /** Puts the message back by so long, as if it had waited. */
    void putAt(long message, Instant at) {
        db.sql("UPDATE message SET put_at = :at WHERE id = :id")
                .param("at", SqlTime.of(at))
                .param("id", message)
                .update();
        db.sql("UPDATE delivery SET not_before = :at WHERE message_id = :id")
                .param("at", SqlTime.of(at))
                .param("id", message)
                .update();
    }

    @Override
    public void close() {
        database.close();
    }

    private static final class Nobody implements Recipients {
        @Override
        public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Member> channels(World world, String recipient) {
            return List.of();
        }

        @Override
        public void consent(Channel channel, String address, boolean agreed, String because) {
            // nobody is kept here
        }
    }
}
