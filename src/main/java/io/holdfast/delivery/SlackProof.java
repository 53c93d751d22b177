package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When a call of Slack last proved itself here, and when one last did not. */
@Component
class SlackProof {
    private final JdbcClient db;
    private final Times times;

    SlackProof(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    private record Row(
            @Nullable Instant good,
            @Nullable Instant refused,
            @Nullable String because) {}

    SlackCheck.Finding finding() {
        Row row = db.sql("SELECT * FROM slack_proof WHERE id = 1")
                .query((r, i) -> new Row(
                        SqlTime.orNull(r, "good_at"), SqlTime.orNull(r, "refused_at"), r.getString("refused_because")))
                .single();
        Instant good = row.good();
        Instant refused = row.refused();
        if (refused != null && (good == null || refused.isAfter(good))) {
            return new SlackCheck.Finding(
                    "What comes in",
                    false,
                    "The last call to /slack/events was refused, " + ago(refused) + ": " + row.because());
        }
        return good == null
                ? new SlackCheck.Finding(
                        "What comes in",
                        false,
                        "Slack has never called /slack/events: type `/holdfast help` in Slack, and check again")
                : new SlackCheck.Finding("What comes in", true, "A call of Slack proved itself " + ago(good));
    }

    private String ago(Instant at) {
        long minutes = Duration.between(at, times.real()).toMinutes();
        return minutes < 1 ? "just now" : minutes < 120 ? minutes + " min ago" : minutes / 60 + " h ago";
    }
}
