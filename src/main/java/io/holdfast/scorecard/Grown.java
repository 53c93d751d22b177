package io.holdfast.scorecard;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells that rows of a month were written, so that what is held of it in memory is read anew. In the writer's own transaction. */
final class Grown {
    private Grown() {}

    /** Rows of incidents, their pages or their alarms. */
    static void incidents(JdbcClient db, Set<Integer> buckets) {
        buckets.forEach(bucket -> grown(db, bucket, "version"));
    }

    /** Alarms that belong to no incident, or hours of readings. */
    static void beside(JdbcClient db, Set<Integer> buckets) {
        buckets.forEach(bucket -> grown(db, bucket, "beside"));
    }

    private static void grown(JdbcClient db, int bucket, String column) {
        int known = db.sql("UPDATE scorecard_bucket SET " + column + " = " + column + " + 1 WHERE bucket = :bucket")
                .param("bucket", bucket)
                .update();
        if (known == 0) {
            db.sql("INSERT INTO scorecard_bucket (bucket, version, beside) VALUES (:bucket, 1, 1)")
                    .param("bucket", bucket)
                    .update();
        }
    }
}
