package io.holdfast.detect;

import io.holdfast.engine.DueSource;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the next indicator's window completes, or the next sender is late. */
@Component
class IndicatorsDue implements DueSource {
    private final JdbcClient db;

    IndicatorsDue(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        List<Instant> next = db.sql(
                        "SELECT due_at FROM indicator WHERE world = :world AND due_at IS NOT NULL ORDER BY due_at LIMIT 1")
                .param("world", world.id())
                .query((r, i) -> SqlTime.get(r, "due_at"))
                .list();
        return next.stream().findFirst();
    }
}
