package io.holdfast;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.TransactionIsolationLevel;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.managed.ManagedTransaction;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * An engine's thousand statements are read from their XML files once a JVM and kind of database, not once an engine: that reading would
 * be a fifth of all the work of the tests. Each engine keeps a database of its own.
 */
public final class SharedStatements extends AbstractProcessEnginePlugin {
    private static final Map<String, Configuration> READ = new ConcurrentHashMap<>();

    private boolean shared;

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (!shared) {
            READ.putIfAbsent(
                    engine.getDatabaseType(), engine.getSqlSessionFactory().getConfiguration());
        }
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        Configuration read = READ.get(kind(engine.getDataSource()));
        if (read != null) {
            shared = true;
            engine.setSqlSessionFactory(new Sessions(read, engine));
        }
    }

    private static String kind(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2") ? "h2" : "postgres";
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sessions of one engine's database over statements of all; transactions are Spring's. */
    private record Sessions(Configuration statements, ProcessEngineConfigurationImpl engine)
            implements SqlSessionFactory {
        private SqlSession open(Transaction transaction) {
            Executor executor = statements.newExecutor(transaction, statements.getDefaultExecutorType());
            return new DefaultSqlSession(statements, executor, false);
        }

        @Override
        public SqlSession openSession() {
            return open(new ManagedTransaction(engine.getDataSource(), null, true));
        }

        @Override
        public SqlSession openSession(Connection connection) {
            return open(new ManagedTransaction(connection, true));
        }

        @Override
        public SqlSession openSession(boolean autoCommit) {
            return openSession();
        }

        @Override
        public SqlSession openSession(TransactionIsolationLevel level) {
            return openSession();
        }

        @Override
        public SqlSession openSession(ExecutorType type) {
            return openSession();
        }

        @Override
        public SqlSession openSession(ExecutorType type, boolean autoCommit) {
            return openSession();
        }

        @Override
        public SqlSession openSession(ExecutorType type, TransactionIsolationLevel level) {
            return openSession();
        }

        @Override
        public SqlSession openSession(ExecutorType type, Connection connection) {
            return openSession(connection);
        }

        @Override
        public Configuration getConfiguration() {
            return statements;
        }
    }
}
