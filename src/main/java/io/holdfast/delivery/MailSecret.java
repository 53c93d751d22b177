package io.holdfast.delivery;

import io.holdfast.time.Ids;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What signs the links in mails; made by whichever node needs it first, and kept, since mails are kept. */
@Component
class MailSecret implements Supplier<String> {
    private final JdbcClient db;
    private final Ids ids;
    private volatile @Nullable String known;

    MailSecret(JdbcClient db, Ids ids) {
        this.db = db;
        this.ids = ids;
    }

    /** To be asked outside of a transaction the first time: another node's being faster would break it. */
    @Override
    public String get() {
        String secret = known;
        if (secret == null) {
            secret = read().orElseGet(this::made);
            known = secret;
        }
        return secret;
    }

    private String made() {
        try {
            db.sql("INSERT INTO mail_secret (id, secret) VALUES (1, :secret)")
                    .param("secret", ids.secret())
                    .update();
        } catch (DuplicateKeyException another) {
            return read().orElseThrow();
        }
        return read().orElseThrow();
    }

    private Optional<String> read() {
        return db.sql("SELECT secret FROM mail_secret WHERE id = 1")
                .query(String.class)
                .optional();
    }
}
