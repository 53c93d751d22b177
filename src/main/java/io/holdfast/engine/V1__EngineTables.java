package io.holdfast.engine;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.io.InputStreamResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * The engine's own tables, from the scripts in the engine's jar. Flyway owns them, because two nodes that start at once on an empty
 * PostgreSQL with {@code schema-update=true} break each other.
 */
@Component
public class V1__EngineTables implements JavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine tables";
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
    public void migrate(Context context) throws Exception {
        String product = context.getConnection().getMetaData().getDatabaseProductName();
        String vendor = product.toLowerCase(Locale.ROOT).startsWith("postgres") ? "postgres" : "h2";
        for (String part : PARTS) {
            String script = "org/camunda/bpm/engine/db/create/activiti." + vendor + ".create." + part + ".sql";
            try (InputStream in = getClass().getClassLoader().getResourceAsStream(script)) {
                if (in == null) {
                    throw new IllegalStateException("The engine's jar has no " + script);
                }
                ScriptUtils.executeSqlScript(context.getConnection(), new InputStreamResource(in));
            }
        }
    }
}
