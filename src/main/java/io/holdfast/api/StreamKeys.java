package io.holdfast.api;

import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signs the addresses of event streams: good on every node, for the day that they were handed out on and the next. */
@Component
class StreamKeys {
    private static final long DAY = 86_400;

    private final JdbcClient db;
    private final Ids ids;
    private final Times times;
    private volatile @Nullable String secret;

    StreamKeys(JdbcClient db, Ids ids, Times times) {
        this.db = db;
        this.ids = ids;
        this.times = times;
    }

    String today() {
        return key(day());
    }

    boolean fits(String key) {
        int dot = key.indexOf('.');
        if (dot < 1 || !key.substring(0, dot).matches("[0-9]{1,9}")) {
            return false;
        }
        long day = Long.parseLong(key.substring(0, dot));
        boolean fresh = day == day() || day == day() - 1;
        return fresh
                && MessageDigest.isEqual(
                        key(day).getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    private long day() {
        return times.real().getEpochSecond() / DAY;
    }

    private String key(long day) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal(("flags " + day).getBytes(StandardCharsets.UTF_8));
            return day + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }

    private String secret() {
        String known = secret;
        if (known == null) {
            known = read().orElseGet(this::made);
            secret = known;
        }
        return known;
    }

    private String made() {
        try {
            db.sql("INSERT INTO flag_stream_secret (id, secret) VALUES (1, :secret)")
                    .param("secret", ids.secret())
                    .update();
        } catch (DuplicateKeyException another) {
            return read().orElseThrow();
        }
        return read().orElseThrow();
    }

    private Optional<String> read() {
        return db.sql("SELECT secret FROM flag_stream_secret WHERE id = 1")
                .query(String.class)
                .optional();
    }
}
