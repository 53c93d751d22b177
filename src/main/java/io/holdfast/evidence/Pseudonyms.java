package io.holdfast.evidence;

import io.holdfast.time.Ids;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which pseudonym stands for whom. With the row of a person his name is gone from the record, and the chains stay whole. */
@Component
public class Pseudonyms {

    private final JdbcClient db;
    private final Ids ids;
    private final TransactionTemplate apart;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Pseudonyms(JdbcClient db, Ids ids, PlatformTransactionManager transactions) {
        this.db = db;
        this.ids = ids;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The pseudonym of this person, given on first use. */
    public String of(String username) {
        String pseudonym = known.get(username);
        if (pseudonym == null) {
            pseudonym = find(username).orElseGet(() -> give(username));
            known.put(username, pseudonym);
        }
        return pseudonym;
    }

    /** Who it stands for; empty where he was erased. */
    Optional<String> username(String pseudonym) {
        return db.sql("SELECT username FROM evidence_person WHERE pseudonym = :pseudonym")
                .param("pseudonym", pseudonym)
                .query(String.class)
                .optional();
    }

    /** Erases the person from the record: what he did stays, who he was does not. */
    public void forget(String username) {
        db.sql("DELETE FROM evidence_person WHERE username = :username")
                .param("username", username)
                .update();
        known.remove(username);
    }

    private Optional<String> find(String username) {
        return db.sql("SELECT pseudonym FROM evidence_person WHERE username = :username")
                .param("username", username)
                .query(String.class)
                .optional();
    }

    // In a transaction of its own: a duplicate key would end the caller's on PostgreSQL.
    private String give(String username) {
        String pseudonym = "person-" + ids.secret().substring(0, 22);
        try {
            apart.executeWithoutResult(
                    status -> db.sql("INSERT INTO evidence_person (username, pseudonym) VALUES (:username, :pseudonym)")
                            .param("username", username)
                            .param("pseudonym", pseudonym)
                            .update());
            return pseudonym;
        } catch (DuplicateKeyException e) {
            return find(username).orElseThrow(() -> e);
        }
    }
}
