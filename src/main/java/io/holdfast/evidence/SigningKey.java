package io.holdfast.evidence;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The Ed25519 key that signs checkpoints and bundles: made at the first start, kept in the database. */
@Component
class SigningKey implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);

    private final JdbcClient db;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;

    SigningKey(JdbcClient db, Evidence evidence, Times times, TransactionTemplate transaction) {
        this.db = db;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    /** A text with its signature and the public half of the key, both in Base64. */
    record Signed(String text, String signature, String key) {}

    private record Halves(String open, String secret) {}

    @Override
    public void afterSingletonsInstantiated() {
        log.info("The record is signed with the key {}", fingerprint(halves().open()));
    }

    Signed sign(String text) {
        Halves key = halves();
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.secret()))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new Signed(text, Base64.getEncoder().encodeToString(signature.sign()), key.open());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The record's key in the table evidence_key does not sign", e);
        }
    }

    /** Whether this key signed this text; false for whatever is no key or no signature. */
    static boolean verifies(Signed signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(signed.key()))));
            signature.update(signed.text().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A short name of a public key, to be compared by eye. */
    static String fingerprint(String key) {
        return Hashes.hex(Hashes.sha256().digest(key.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }

    private Halves halves() {
        return read().orElseGet(this::make);
    }

    private Optional<Halves> read() {
        return db.sql("SELECT public_key, private_key FROM evidence_key WHERE id = 1")
                .query((row, i) -> new Halves(row.getString("public_key"), row.getString("private_key")))
                .optional();
    }

    private Halves make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            Halves made = new Halves(
                    base64.encodeToString(pair.getPublic().getEncoded()),
                    base64.encodeToString(pair.getPrivate().getEncoded()));
            transaction.executeWithoutResult(status -> {
                db.sql("""
                        INSERT INTO evidence_key (id, public_key, private_key, made_at)
                        VALUES (1, :open, :secret, :now)
                        """)
                        .param("open", made.open())
                        .param("secret", made.secret())
                        .param("now", SqlTime.of(times.real()))
                        .update();
                evidence.record(new Entry(
                        World.LIVE,
                        Entry.HOUSE,
                        times.in(World.LIVE),
                        "evidence.key",
                        "The key of the record was made",
                        new Actor.Self("evidence"),
                        Map.of("key", made.open(), "fingerprint", fingerprint(made.open()))));
            });
            return made;
        } catch (DuplicateKeyException e) {
            // another node was first: its key counts
            return read().orElseThrow(() -> e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519", e);
        }
    }
}
