package io.holdfast.playbook;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.SharedStatements;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The playbook's own beans over a real database and, where asked, a real engine, without the rest of the application. */
final class Wired implements AutoCloseable {

    static final String SMALL = "classpath:/small-playbook/";

    final List<Entry> entries = new ArrayList<>();
    final List<Object> events = new ArrayList<>();
    final PlaybookFaults faults = new PlaybookFaults();
    final TransactionTemplate transaction;
    final JdbcClient db;
    final HikariDataSource database;
    final PlaybookRows rows;
    final Deployments deployments;
    final PlaybookImport imports;
    final ProcessEngine engine;
    final Times times = new SettableClock(false);

    Wired(HikariDataSource database) {
        this.database = database;
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        db = JdbcClient.create(database);
        rows = new PlaybookRows(db);
        Evidence evidence = entry -> {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("No transaction");
            }
            entries.add(entry);
        };
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setTransactionManager(transactions);
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setHistoryTimeToLive("P365D");
        configuration.setMetricsEnabled(false);
        configuration.setJobExecutorActivate(false);
        configuration.setApplicationContext(new org.springframework.context.support.StaticApplicationContext());
        configuration.setProcessEngineName("playbook-" + System.identityHashCode(this));
        configuration.setProcessEnginePlugins(List.of(new SharedStatements()));
        engine = configuration.buildProcessEngine();
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("repositoryService", engine.getRepositoryService());
        beans.registerSingleton("until", new Object());
        beans.registerSingleton("remind", new Object());
        deployments = new Deployments(beans.getBeanProvider(RepositoryService.class), rows, times, transaction);
        this.evidence = evidence;
        check = new PlaybookCheck(new TextEngine(), new NamedParts(beans::containsBean));
        writer = new VersionWriter(rows, deployments, evidence, times, events::add);
        versions = new StoredVersions(rows, check, writer, times);
        beans.registerSingleton("folderProposals", (FolderProposals) proposed::add);
        proposals = beans.getBeanProvider(FolderProposals.class);
        imports = imports(false);
    }

    final Evidence evidence;
    final PlaybookCheck check;
    final VersionWriter writer;
    final PlaybookStore versions;
    final ObjectProvider<FolderProposals> proposals;
    final List<List<FileChange>> proposed = new ArrayList<>();

    /** @param propose whether a person says yes to what changed in the team's folder */
    PlaybookImport imports(boolean propose) {
        return new PlaybookImport(rows, check, writer, faults, proposals, times, transaction, propose);
    }

    /** A node that starts on this database, with this folder over the small playbook. */
    StoredPlaybooks start(Path folder) {
        StoredPlaybooks playbooks = new StoredPlaybooks(rows, source(folder), imports, deployments);
        playbooks.afterPropertiesSet();
        playbooks.afterSingletonsInstantiated();
        return playbooks;
    }

    static PlaybookSource source(Path folder) {
        return new PlaybookSource(SMALL, folder.toString());
    }

    DmnDecisions decisions(Playbooks playbooks) {
        return new DmnDecisions(
                playbooks,
                new CompiledTables(),
                new DecisionFacts(db),
                evidence,
                new DefaultListableBeanFactory().getBeanProvider(DecisionSeen.class),
                new NumberedIds(),
                times);
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
