package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Scope;
import io.holdfast.resolve.Readings;
import io.holdfast.time.World;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The verdicts on one metric, for whoever waits for it to get better. */
@Component
class ReadingsNow implements Readings {
    private final JdbcClient db;

    ReadingsNow(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Verdict of(World world, String metric, String journey, Scope scope) {
        record Read(String region, Verdict verdict) {}
        List<Read> all = db.sql("""
                SELECT region, verdict FROM indicator
                 WHERE world = :world AND metric = :metric AND (journey = :journey OR journey IS NULL)
                """)
                .param("world", world.id())
                .param("metric", metric)
                .param("journey", journey)
                .query((row, i) -> new Read(row.getString("region"), Verdict.of(row.getString("verdict"))))
                .list();
        return all.stream()
                .filter(r -> r.region().isEmpty()
                        || scope.regions().isEmpty()
                        || scope.regions().contains(r.region()))
                .map(Read::verdict)
                .reduce(Verdict::worse)
                .orElse(Verdict.UNKNOWN);
    }
}
