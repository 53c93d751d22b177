package io.holdfast.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A switch on the data source: lets one writing statement, or one commit, fail after the database has done it. It fails once; what is
 * written after it in the same transaction goes through, so that nobody is saved by the database from having swallowed it.
 */
final class Faults {
    /** What the caller reads. */
    enum Kind {
        /** The connection was lost: nobody tries again within the call. */
        GONE("08006"),
        /** A race was lost: whoever repeats a transaction repeats it whole. */
        RACE("40001"),
        /** Something that no driver's documentation tells of. */
        UNHEARD_OF("HY000"),
        /** The database has committed, and its answer was lost. */
        ANSWER_LOST("08007");

        private final String state;

        Kind(String state) {
            this.state = state;
        }
    }

    private static final Pattern WRITES =
            Pattern.compile("\\s*(insert|update|delete|merge)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OF_THE_ENGINE = Pattern.compile(".*\\bACT_[A-Z]{2}_.*", Pattern.DOTALL);

    private final int everyDomain;
    private final int everyEngine;
    private boolean armed;
    private Kind kind = Kind.GONE;
    private int from;
    private int seen;
    private int domain;
    private int engine;
    private @Nullable String before;
    private @Nullable String fired;

    /** Of the domain's statements each {@code everyDomain}th is a point to fail at, of the engine's each {@code everyEngine}th. */
    Faults(int everyDomain, int everyEngine) {
        this.everyDomain = everyDomain;
        this.everyEngine = everyEngine;
    }

    /** The next point at or after the {@code from}th write fails. */
    synchronized void arm(Kind kind, int from) {
        this.kind = kind;
        this.from = from;
        this.armed = true;
        this.fired = null;
        this.before = null;
        this.seen = 0;
        this.domain = 0;
        this.engine = 0;
    }

    /** Nothing fails any more; the writes that were seen since it was armed. */
    synchronized int disarm() {
        armed = false;
        return seen;
    }

    /** What failed since it was armed; null where nothing has. */
    synchronized @Nullable String fired() {
        return fired;
    }

    /** The number of the write that failed, or of the last that was seen. */
    synchronized int at() {
        return fired == null ? seen : Integer.parseInt(fired.substring(0, fired.indexOf(' ')));
    }

    DataSource over(DataSource real) {
        return new DelegatingDataSource(real) {
            @Override
            public Connection getConnection() throws SQLException {
                return connection(super.getConnection());
            }
        };
    }

    private Connection connection(Connection real) {
        AtomicBoolean wrote = new AtomicBoolean();
        return proxy(Connection.class, real, (method, arguments) -> {
            if (method.getName().equals("commit")) {
                return commit(real, method, wrote);
            }
            Object made = call(real, method, arguments);
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String s ? s : null;
            if (made instanceof java.sql.PreparedStatement prepared) {
                return statement(java.sql.PreparedStatement.class, prepared, sql, wrote);
            }
            return made instanceof Statement plain ? statement(Statement.class, plain, null, wrote) : made;
        });
    }

    private <T extends Statement> T statement(Class<T> type, T real, @Nullable String prepared, AtomicBoolean wrote) {
        return proxy(type, real, (method, arguments) -> {
            Object result = call(real, method, arguments);
            if (method.getName().startsWith("execute")) {
                String sql = arguments != null && arguments[0] instanceof String s ? s : prepared;
                if (sql != null && WRITES.matcher(sql).matches()) {
                    wrote.set(true);
                    written(sql, method.getName().equals("executeBatch"));
                }
            }
            return result;
        });
    }

    private synchronized void written(String sql, boolean batch) throws SQLException {
        // Of likes in a row the first stands for all: a list's lines.
        if (!armed || sql.equals(before)) {
            return;
        }
        before = sql;
        boolean ofTheEngine =
                OF_THE_ENGINE.matcher(sql.toUpperCase(Locale.ROOT)).matches();
        int turn = ofTheEngine ? engine++ % everyEngine : domain++ % everyDomain;
        if (kind != Kind.ANSWER_LOST && turn == 0 && due(sql)) {
            SQLException fault = new SQLException("A fault of the test, after: " + sql, kind.state);
            throw batch ? new BatchUpdateException(fault.getMessage(), kind.state, new int[0]) : fault;
        }
    }

    private Object commit(Connection real, Method method, AtomicBoolean wrote) throws Throwable {
        // A transaction that has only read may end as it likes.
        if (wrote.getAndSet(false) && fails()) {
            if (kind == Kind.ANSWER_LOST) {
                real.commit();
            } else {
                // A commit that a database refuses has rolled back.
                real.rollback();
            }
            throw new SQLException("A fault of the test, at the commit", kind.state);
        }
        return call(real, method, null);
    }

    private synchronized boolean fails() {
        return armed && due("COMMIT");
    }

    private boolean due(String what) {
        seen++;
        if (seen < from || fired != null) {
            return false;
        }
        fired = seen + " " + what.strip().replaceAll("\\s+", " ");
        return true;
    }

    private interface Call {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, T real, Call call) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, (self, m, a) -> {
            if (m.getName().equals("unwrap") || m.getName().equals("isWrapperFor")) {
                return call(real, m, a);
            }
            return call.on(m, a);
        }));
    }
}
