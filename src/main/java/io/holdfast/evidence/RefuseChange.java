package io.holdfast.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** H2's half of 'append-only'; H2 makes it by its name. */
public class RefuseChange implements Trigger {

    private String table = "";

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean before, int type) {
        this.table = table;
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
            throws SQLException {
        throw new SQLException(
                "The table " + table + " is append-only: " + (newRow == null ? "DELETE" : "UPDATE") + " is refused");
    }
}
