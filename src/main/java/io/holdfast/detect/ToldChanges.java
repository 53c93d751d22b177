package io.holdfast.detect;

import io.holdfast.resolve.ChangeLog;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ToldChanges implements ChangeLog {
    private static final String CHANGE = "change-";

    private final JdbcClient db;

    ToldChanges(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<Change> change(String suspect) {
        String id = suspect.startsWith(CHANGE) ? suspect.substring(CHANGE.length()) : "";
        if (!id.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return db.sql("SELECT source, title, dependency FROM signal WHERE id = :id AND kind = 'change'")
                .param("id", Long.valueOf(id))
                .query((row, i) ->
                        new Change(row.getString("source"), row.getString("title"), row.getString("dependency")))
                .optional();
    }
}
