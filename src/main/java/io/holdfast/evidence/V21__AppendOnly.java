package io.holdfast.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * Evidence and checkpoints can be added to and nothing else, whoever asks: each database refuses UPDATE and DELETE by triggers of its
 * own kind. TRUNCATE is refused by a trigger on PostgreSQL and by the attachments' foreign key on H2.
 */
@Component
public class V21__AppendOnly implements JavaMigration {

    private static final List<String> TABLES = List.of("evidence", "checkpoint");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("21");
    }

    @Override
    public String getDescription() {
        return "append only";
    }

    @Override
    @SuppressWarnings("NullAway")
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        try (Statement statement = connection.createStatement()) {
            if (product.startsWith("postgres")) {
                onPostgres(statement);
            } else {
                onH2(statement);
            }
        }
    }

    private static void onPostgres(Statement statement) throws SQLException {
        statement.execute("""
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'The table % is append-only: % is refused', TG_TABLE_NAME, TG_OP;
                END $$
                """);
        for (String table : TABLES) {
            statement.execute("CREATE TRIGGER " + table + "_append_only BEFORE UPDATE OR DELETE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION refuse_change()");
            statement.execute("CREATE TRIGGER " + table + "_not_emptied BEFORE TRUNCATE ON " + table
                    + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
        }
    }

    private static void onH2(Statement statement) throws SQLException {
        for (String table : TABLES) {
            statement.execute("CREATE TRIGGER " + table + "_append_only BEFORE UPDATE, DELETE ON " + table
                    + " FOR EACH ROW CALL '" + RefuseChange.class.getName() + "'");
        }
    }
}
