package io.holdfast.people;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts' rows. Passwords come and go as hashes only. */
@Component
public class Accounts {

    private final JdbcClient db;
    private final Times times;

    Accounts(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    /** By username, active or not. */
    public Optional<Account> find(String username) {
        return db.sql("SELECT * FROM account WHERE username = :username")
                .param("username", username)
                .query(Accounts::read)
                .optional();
    }

    /** By e-mail address, whatever its case. */
    public Optional<Account> byEmail(String email) {
        return db.sql("SELECT * FROM account WHERE email = :email")
                .param("email", email.toLowerCase(Locale.ROOT))
                .query(Accounts::read)
                .optional();
    }

    /** All, by username. */
    public List<Account> all() {
        return db.sql("SELECT * FROM account ORDER BY username")
                .query(Accounts::read)
                .list();
    }

    /** The hash of the password that is valid now; empty where there is none, or where a first password has run out. */
    public Optional<String> passwordHash(String username) {
        return db.sql("""
                        SELECT password_hash FROM account
                         WHERE username = :username AND password_hash IS NOT NULL
                           AND (password_until IS NULL OR password_until > :now)
                        """)
                .param("username", username)
                .param("now", SqlTime.of(times.real()))
                .query(String.class)
                .optional();
    }

    /** Whether his password is one that he never chose himself. */
    public boolean hasFirstPassword(String username) {
        return db.sql("SELECT count(*) FROM account WHERE username = :username AND password_until IS NOT NULL")
                        .param("username", username)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether anybody could sign in as an administrator. */
    public boolean anAdministrator() {
        return all().stream().anyMatch(a -> a.active() && a.roles().contains("administrator"));
    }

    /** Holds everybody else who is about to change an administrator, until the end of the transaction. */
    public void oneAfterTheOther() {
        db.sql("SELECT username FROM account WHERE roles LIKE '%administrator%' ORDER BY username FOR UPDATE")
                .query(String.class)
                .list();
    }

    /** Creates the account or changes it, all but its password. */
    public void save(Account account) {
        int changed = bound(db.sql("""
                        UPDATE account SET name = :name, roles = :roles, active = :active, email = :email,
                               slack = :slack, phone = :phone WHERE username = :username
                        """), account).update();
        if (changed == 0) {
            bound(db.sql("""
                        INSERT INTO account (username, name, roles, active, email, slack, phone)
                        VALUES (:username, :name, :roles, :active, :email, :slack, :phone)
                        """), account).update();
        }
    }

    /**
     * Sets a password by its hash.
     *
     * @param until when it runs out, for one that he did not choose himself; null: never
     */
    public void password(String username, String hash, @Nullable Instant until) {
        db.sql("UPDATE account SET password_hash = :hash, password_until = :until WHERE username = :username")
                .param("hash", hash)
                .param("until", SqlTime.of(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("username", username)
                .update();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec sql, Account account) {
        String email = account.email();
        return sql.param("username", account.username())
                .param("name", account.name())
                .param("roles", String.join(" ", new TreeSet<>(account.roles())))
                .param("active", account.active())
                .param("email", email == null ? null : email.toLowerCase(Locale.ROOT), java.sql.Types.VARCHAR)
                .param("slack", account.slack(), java.sql.Types.VARCHAR)
                .param("phone", account.phone(), java.sql.Types.VARCHAR);
    }

    private static Account read(ResultSet row, int i) throws SQLException {
        String roles = row.getString("roles");
        return new Account(
                row.getString("username"),
                row.getString("name"),
                roles.isEmpty() ? Set.of() : Set.of(roles.split(" ")),
                row.getBoolean("active"),
                row.getString("email"),
                row.getString("slack"),
                row.getString("phone"),
                row.getString("password_hash") != null);
    }
}
