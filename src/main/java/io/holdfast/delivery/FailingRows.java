package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class FailingRows implements FailingAddresses {
    private static final String ALL = """
            SELECT f.address_hash, f.code AS why, f.marked_at, f.told_at, f.told_by, d.recipient, d.channel, d.address, d.locale
              FROM failing_address f JOIN delivery d ON d.id = f.delivery_id
            """;

    private final JdbcClient db;
    private final Times times;

    FailingRows(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    @Override
    public List<Failing> untold(Channel channel, int limit) {
        List<String> found = db.sql("""
                SELECT f.address_hash FROM failing_address f JOIN delivery d ON d.id = f.delivery_id
                 WHERE f.told_at IS NULL AND d.channel = :channel ORDER BY f.marked_at LIMIT :n
                """)
                .param("channel", channel.id())
                .param("n", limit)
                .query(String.class)
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> ours =
                db.sql("""
                SELECT address_hash FROM failing_address WHERE address_hash IN (:found) AND told_at IS NULL
                   FOR UPDATE SKIP LOCKED
                """).param("found", found).query(String.class).list();
        return ours.isEmpty()
                ? List.of()
                : db.sql(ALL + " WHERE f.address_hash IN (:ours) ORDER BY f.marked_at, f.address_hash")
                        .param("ours", ours)
                        .query((row, i) -> failing(row))
                        .list();
    }

    @Override
    public void told(String hash, @Nullable Channel by) {
        db.sql("UPDATE failing_address SET told_at = :now, told_by = :by WHERE address_hash = :hash")
                .param("now", SqlTime.of(times.real()))
                .param("by", by == null ? null : by.id(), Types.VARCHAR)
                .param("hash", hash)
                .update();
    }

    @Override
    public List<Failing> newest(int limit) {
        return db.sql(ALL + " ORDER BY f.marked_at DESC, f.address_hash LIMIT :n")
                .param("n", limit)
                .query((row, i) -> failing(row))
                .list();
    }

    @Override
    public boolean works(Channel channel, String address) {
        String hash = Digests.address(channel, address);
        return db.sql("""
                SELECT (SELECT COUNT(*) FROM failing_address f WHERE f.address_hash = :hash)
                     + (SELECT COUNT(*) FROM bad_address b WHERE b.address_hash = :hash)
                     + (SELECT COUNT(*) FROM stop s WHERE s.address_hash = :hash) AS n
                """).param("hash", hash).query(Long.class).single() == 0;
    }

    private static Failing failing(ResultSet row) throws SQLException {
        String code = row.getString("why");
        String by = row.getString("told_by");
        return new Failing(
                row.getString("recipient"),
                channel(row.getString("channel")),
                row.getString("address"),
                row.getString("locale"),
                row.getString("address_hash"),
                Failures.why(code),
                TwilioCodes.words(code),
                SqlTime.get(row, "marked_at"),
                SqlTime.orNull(row, "told_at"),
                by == null ? null : channel(by));
    }

    private static Channel channel(String id) {
        return Channel.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
