package io.holdfast.detect;

import io.holdfast.time.SqlTime;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds a row's parameters in their order. */
final class Binder {
    private final PreparedStatement statement;
    private int place;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    Binder add(@Nullable String value) throws SQLException {
        return add(value, Types.VARCHAR);
    }

    Binder add(long value) throws SQLException {
        statement.setLong(++place, value);
        return this;
    }

    Binder add(boolean value) throws SQLException {
        statement.setBoolean(++place, value);
        return this;
    }

    Binder add(@Nullable Instant value) throws SQLException {
        return add(SqlTime.of(value), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    Binder add(@Nullable Object value, int type) throws SQLException {
        if (value == null) {
            statement.setNull(++place, type);
        } else {
            statement.setObject(++place, value);
        }
        return this;
    }
}
