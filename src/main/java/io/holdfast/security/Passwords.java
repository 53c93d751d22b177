package io.holdfast.security;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.people.Account;
import io.holdfast.people.Accounts;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users' accounts and passwords, changed and recorded. A password that was not chosen by its owner is shown once and valid for a day.
 */
@Component
public class Passwords implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);
    static final Duration FIRST_PASSWORD = Duration.ofDays(1);
    static final int SHORTEST = 12;

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final Evidence evidence;
    private final Ids ids;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String adminPassword;

    Passwords(
            Accounts accounts,
            PasswordEncoder encoder,
            Evidence evidence,
            Ids ids,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.admin.password:}") String adminPassword) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.evidence = evidence;
        this.ids = ids;
        this.times = times;
        this.transaction = transaction;
        this.adminPassword = adminPassword;
    }

    /** Sees to a first administrator, before anybody can knock. */
    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> firstAdministrator());
    }

    private void firstAdministrator() {
        boolean missing = !accounts.anAdministrator();
        boolean unchanged = accounts.hasFirstPassword("admin");
        if (!missing && !unchanged) {
            return;
        }
        if (missing) {
            accounts.save(
                    new Account("admin", "Administrator", Set.of("administrator"), true, null, null, null, false));
            record("user.created", "The account 'admin' was made", new Actor.Self("security"), "admin");
        }
        if (!adminPassword.isEmpty()) {
            accounts.password("admin", encoder.encode(adminPassword), null);
        } else {
            log.warn(
                    "Sign in as 'admin' with the one-time password {} within a day, and choose your own; a further start gives a new one",
                    give("admin"));
        }
    }

    /**
     * Creates an account or changes it.
     *
     * @param password his new password; null leaves it as it is, or gives a new account a first one
     * @return the first password, to be shown once; null where none was given
     * @throws IllegalArgumentException for an unknown role, a bad username or too short a password
     * @throws IllegalStateException where nobody would be left who can administer, or the e-mail address is somebody else's
     */
    public @Nullable String save(Account account, @Nullable String password, boolean newPassword, Actor by) {
        check(account);
        return transaction.execute(status -> {
            boolean created = accounts.find(account.username()).isEmpty();
            if (!created && !administers(account)) {
                leaveAnAdministrator(account.username());
            }
            Optional.ofNullable(account.email())
                    .flatMap(accounts::byEmail)
                    .filter(other -> !other.username().equals(account.username()))
                    .ifPresent(other -> {
                        throw new IllegalStateException("'" + other.username() + "' has that 'email' already");
                    });
            accounts.save(account);
            String shown = null;
            if (password != null) {
                accounts.password(account.username(), encode(password), null);
            } else if (created || newPassword) {
                shown = give(account.username());
            }
            record(
                    created ? "user.created" : "user.changed",
                    created ? "An account was made" : "An account was changed",
                    by,
                    account.username(),
                    Map.of(
                            "roles", account.roles().stream().sorted().toList(),
                            "active", account.active(),
                            "password", password != null || shown != null ? "set" : "kept"));
            return shown;
        });
    }

    /** Whoever shuts out the last one shuts out himself and everybody: only the database would mend it. */
    private void leaveAnAdministrator(String changed) {
        accounts.oneAfterTheOther();
        List<Account> administrators =
                accounts.all().stream().filter(Passwords::administers).toList();
        if (administrators.size() == 1 && administrators.get(0).username().equals(changed)) {
            throw new IllegalStateException("'" + changed
                    + "' is the last active administrator; give somebody else the role 'administrator' first");
        }
    }

    private static boolean administers(Account account) {
        return account.active() && account.roles().contains("administrator");
    }

    /**
     * Somebody chooses a password of his own.
     *
     * @throws IllegalArgumentException where the old one is wrong or the new one too short
     */
    public void choose(String username, String old, String chosen) {
        String hash = accounts.passwordHash(username).orElse(null);
        if (hash == null || !encoder.matches(old, hash)) {
            throw new IllegalArgumentException("The old password is not right");
        }
        String encoded = encode(chosen);
        transaction.executeWithoutResult(status -> {
            accounts.password(username, encoded, null);
            record("user.changed", "A password was changed", new Actor.Person(username), username);
        });
    }

    private String give(String username) {
        String password = ids.secret().substring(0, 20);
        accounts.password(username, encoder.encode(password), times.real().plus(FIRST_PASSWORD));
        return password;
    }

    private String encode(String password) {
        if (password.length() < SHORTEST || password.length() > 72) {
            throw new IllegalArgumentException("A password has " + SHORTEST + " to 72 characters");
        }
        return encoder.encode(password);
    }

    private static void check(Account account) {
        if (!account.username().matches("[a-z][a-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "A username begins with a letter and has lower-case letters, digits, '.', '_' and '-'");
        }
        if (account.name().isBlank() || account.name().length() > 200) {
            throw new IllegalArgumentException("'name' has 1 to 200 characters");
        }
        noLongerThan("email", account.email(), 320);
        noLongerThan("slack", account.slack(), 40);
        noLongerThan("phone", account.phone(), 40);
        for (String role : account.roles()) {
            if (!Account.ROLES.contains(role)) {
                throw new IllegalArgumentException("There is no role '" + role + "'; there are "
                        + String.join(", ", Account.ROLES.stream().sorted().toList()));
            }
        }
    }

    private static void noLongerThan(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw new IllegalArgumentException("'" + field + "' has at most " + most + " characters");
        }
    }

    private void record(String kind, String text, Actor by, String about) {
        record(kind, text, by, about, Map.of());
    }

    // Whom it is about is personal: it stays outside the chain.
    private void record(String kind, String text, Actor by, String about, Map<String, ?> body) {
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                kind,
                text,
                by,
                body,
                Map.of("username", about.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    /** All accounts. */
    public List<Account> all() {
        return accounts.all();
    }
}
