package io.holdfast.security;

import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Draws each queue's key from one secret in the database, so that it can be shown again and needs no row until it is changed. */
@Component
class DrawnQueueKeys implements QueueKeys, SmartInitializingSingleton {

    private final JdbcClient db;
    private final Evidence evidence;
    private final Ids ids;
    private final Times times;
    private volatile @Nullable String secret;

    DrawnQueueKeys(JdbcClient db, Evidence evidence, Ids ids, Times times) {
        this.db = db;
        this.evidence = evidence;
        this.ids = ids;
        this.times = times;
    }

    /** Made before anybody asks: in a caller's transaction a second node's duplicate key would end it. */
    @Override
    public void afterSingletonsInstantiated() {
        secret();
    }

    @Override
    public String keyOf(String queue) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] key = mac.doFinal(("board\n" + queue + "\n" + edition(queue)).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key).substring(0, 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256", e);
        }
    }

    @Override
    public boolean opens(String queue, @Nullable String key) {
        return key != null && queue.length() <= 120 && Tokens.equal(keyOf(queue), key);
    }

    @Override
    @Transactional
    public void change(String queue, Caller by) {
        int changed = db.sql("UPDATE queue_key SET edition = edition + 1 WHERE queue = :queue")
                .param("queue", queue)
                .update();
        if (changed == 0) {
            db.sql("INSERT INTO queue_key (queue, edition) VALUES (:queue, 1)")
                    .param("queue", queue)
                    .update();
        }
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "board-key.changed",
                "The board of '" + queue + "' has a new key",
                by.actor(),
                Map.of("queue", queue)));
    }

    private int edition(String queue) {
        return db.sql("SELECT edition FROM queue_key WHERE queue = :queue")
                .param("queue", queue)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private String secret() {
        String known = secret;
        if (known == null) {
            known = read().orElseGet(this::make);
            secret = known;
        }
        return known;
    }

    private Optional<String> read() {
        return db.sql("SELECT secret FROM server_secret WHERE id = 1")
                .query(String.class)
                .optional();
    }

    private String make() {
        try {
            db.sql("INSERT INTO server_secret (id, secret) VALUES (1, :secret)")
                    .param("secret", ids.secret())
                    .update();
        } catch (DuplicateKeyException e) {
            // another node was first: its secret counts
            return read().orElseThrow(() -> e);
        }
        return read().orElseThrow();
    }
}
