package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the operators what Slack refuses us, once, until it works again. */
@Component
class RoomTroubles {
    private static final Logger log = LoggerFactory.getLogger(RoomTroubles.class);

    private final JdbcClient db;
    private final Evidence evidence;
    private final Times times;

    RoomTroubles(JdbcClient db, Evidence evidence, Times times) {
        this.db = db;
        this.evidence = evidence;
        this.times = times;
    }

    /** Says it where it was not said yet; with the current transaction. */
    void say(String what, String code) {
        String key = what + ":" + code;
        long known = db.sql("SELECT COUNT(*) FROM slack_trouble WHERE code = :code")
                .param("code", key)
                .query(Long.class)
                .single();
        if (known > 0) {
            return;
        }
        String words = "Slack does not let us " + what + " (" + code + "); incidents go on without. Compare the app's"
                + " scopes with docs/slack-app-manifest.yaml, install it again, and check it on the page 'People and"
                + " tokens'";
        log.error(words);
        db.sql("INSERT INTO slack_trouble (code, what, said_at) VALUES (:code, :what, :now)")
                .param("code", key)
                .param("what", words.substring(0, Math.min(300, words.length())))
                .param("now", SqlTime.of(times.real()))
                .update();
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "slack.refused",
                "Slack does not let us " + what,
                new Actor.Self("delivery"),
                Map.of("code", code)));
    }

    /** It works: what comes later is said anew. */
    void over(String what) {
        db.sql("DELETE FROM slack_trouble WHERE code LIKE :code")
                .param("code", what + ":%")
                .update();
    }

    /** What stands, for the check of the set-up. */
    List<String> standing() {
        return db.sql("SELECT what FROM slack_trouble ORDER BY said_at, code")
                .query(String.class)
                .list();
    }
}
