package io.holdfast.security;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** API tokens: shown once, kept as hashes. */
@Component
public class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);

    /** The name of the token of {@code holdfast.api.token}. */
    public static final String SETTINGS = "settings";

    /** A revoked token may still be let in for this long by another node. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /** A caller whose token is known waits no longer than this for the database. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** While the database is away it is asked about a token this often. */
    private static final Duration UNASKED = Duration.ofSeconds(2);

    private static final int MOST_REMEMBERED = 1000;

    private final JdbcClient db;
    private final Evidence evidence;
    private final Ids ids;
    private final Times times;
    private final String settingsHash;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<Token>>> asking = new ConcurrentHashMap<>();
    private final Executor apart = Executors.newFixedThreadPool(2, Tokens::thread);

    Tokens(
            JdbcClient db,
            Evidence evidence,
            Ids ids,
            Times times,
            @Value("${holdfast.api.token:}") String fromSettings) {
        this.db = db;
        this.evidence = evidence;
        this.ids = ids;
        this.times = times;
        this.settingsHash = fromSettings.isEmpty() ? "" : hash(fromSettings);
    }

    /**
     * A token as a principal.
     *
     * @param madeBy a username, or a token's name
     * @param byToken whether a token made it, so that it can't pass on {@code approve}
     */
    public record Token(String name, Set<String> scopes, String madeBy, boolean byToken, Instant madeAt) {}

    private record Remembered(Token token, Instant until) {}

    /** Whose secret this is; empty where it is nobody's. */
    public Optional<Token> of(String secret) {
        String hash = hash(secret);
        if (!settingsHash.isEmpty() && equal(hash, settingsHash)) {
            return Optional.of(new Token(SETTINGS, Set.of("*"), SETTINGS, false, Instant.EPOCH));
        }
        Instant now = times.real();
        Remembered known = remembered.get(hash);
        if (known != null && known.until().isAfter(now)) {
            return Optional.of(known.token());
        }
        if (known == null) {
            return asked(hash);
        }
        // While the database is away nobody can take a token back: what was known last holds, and no caller waits long
        // to hear so.
        try {
            return asking.computeIfAbsent(hash, this::askApart).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "The database does not answer; the token '{}' counts as it was last known",
                    known.token().name(),
                    e);
            remembered.put(hash, new Remembered(known.token(), times.real().plus(UNASKED)));
            return Optional.of(known.token());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<Token>> askApart(String hash) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return asked(hash);
                    } finally {
                        asking.remove(hash);
                    }
                },
                apart);
    }

    private Optional<Token> asked(String hash) {
        Optional<Token> found = db.sql("SELECT * FROM api_token WHERE hash = :hash")
                .param("hash", hash)
                .query((row, i) -> new Token(
                        row.getString("name"),
                        Set.of(row.getString("scopes").split(" ")),
                        row.getString("made_by"),
                        row.getBoolean("by_token"),
                        SqlTime.get(row, "made_at")))
                .optional();
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        found.ifPresentOrElse(
                token -> remembered.put(hash, new Remembered(token, times.real().plus(REMEMBERED))),
                () -> remembered.remove(hash));
        return found;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tokens");
        thread.setDaemon(true);
        return thread;
    }

    /** All but the one from the settings, by name. */
    public List<Token> all() {
        return db.sql("SELECT * FROM api_token ORDER BY name")
                .query((row, i) -> new Token(
                        row.getString("name"),
                        new TreeSet<>(Set.of(row.getString("scopes").split(" "))),
                        row.getString("made_by"),
                        row.getBoolean("by_token"),
                        SqlTime.get(row, "made_at")))
                .list();
    }

    /**
     * Mints a token.
     *
     * @return its secret, which is shown once and kept nowhere
     * @throws IllegalArgumentException for a bad name or an unknown scope
     * @throws IllegalStateException where the name is taken
     * @throws Forbidden where a minted token would pass on {@code approve}
     */
    @Transactional
    public String mint(String name, Set<String> scopes, Caller by) {
        boolean minted = by.token() && !by.name().equals(SETTINGS);
        if (minted && (scopes.contains("approve") || scopes.contains("*"))) {
            throw new Forbidden("A token that was itself minted can't pass on the scope 'approve'");
        }
        return insert(name, scopes, by.actor(), by.name(), by.token());
    }

    /** Mints a token for Holdfast itself: the demo's. One of that name before is gone. */
    @Transactional
    public String mintAnew(String name, Set<String> scopes) {
        db.sql("DELETE FROM api_token WHERE name = :name").param("name", name).update();
        return insert(name, scopes, new Actor.Self("security"), "holdfast", false);
    }

    /**
     * Takes a token back.
     *
     * @throws NoSuchElementException where there is none of that name
     * @throws IllegalStateException for the one from the settings
     */
    @Transactional
    public void revoke(String name, Caller by) {
        if (name.equals(SETTINGS)) {
            throw new IllegalStateException("The token 'settings' is taken back by changing holdfast.api.token");
        }
        int gone = db.sql("DELETE FROM api_token WHERE name = :name")
                .param("name", name)
                .update();
        if (gone == 0) {
            throw new NoSuchElementException("There is no token '" + name + "'");
        }
        remembered.clear();
        record("token.revoked", "The token '" + name + "' was taken back", by.actor(), Map.of("name", name));
    }

    private String insert(String name, Set<String> scopes, Actor by, String maker, boolean byToken) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "'name' has lower-case letters, digits, '.', '_' and '-', and at most 100 of them");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("'scopes' names at least one scope");
        }
        for (String scope : scopes) {
            if (!Scopes.exists(scope)) {
                throw new IllegalArgumentException("There is no scope '" + scope + "'; there are "
                        + String.join(", ", new TreeSet<>(Scopes.ALL)) + " and signals:<source>");
            }
        }
        boolean taken = name.equals(SETTINGS)
                || db.sql("SELECT count(*) FROM api_token WHERE name = :name")
                                .param("name", name)
                                .query(Integer.class)
                                .single()
                        > 0;
        if (taken) {
            throw new IllegalStateException("There is a token '" + name + "' already");
        }
        String secret = "hf_" + ids.secret();
        db.sql("""
                INSERT INTO api_token (name, hash, scopes, made_by, by_token, made_at)
                VALUES (:name, :hash, :scopes, :by, :byToken, :now)
                """)
                .param("name", name)
                .param("hash", hash(secret))
                .param("scopes", String.join(" ", new TreeSet<>(scopes)))
                .param("by", maker)
                .param("byToken", byToken)
                .param("now", SqlTime.of(times.real()))
                .update();
        record(
                "token.minted",
                "The token '" + name + "' was made",
                by,
                Map.of("name", name, "scopes", scopes.stream().sorted().toList()));
        return secret;
    }

    private void record(String kind, String text, Actor by, Map<String, ?> body) {
        evidence.record(new Entry(World.LIVE, Entry.HOUSE, times.in(World.LIVE), kind, text, by, body));
    }

    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
