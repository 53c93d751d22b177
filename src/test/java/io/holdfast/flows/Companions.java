package io.holdfast.flows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.SharedStatements;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.NewMessage;
import io.holdfast.engine.NudgePump;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Observation;
import io.holdfast.incident.Scope;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What agents and customers get: the real diagrams, beans, facts, subscribers, tasks and playbook, under an incident whose process
 * does nothing but run the two companions. Modes are what the test says; what would leave is kept.
 */
final class Companions implements AutoCloseable {
    static final Caller DANA = new Caller("dana", false, Set.of("commander", "team:command"), Set.of());

    final Fakes.Letters letters = new Fakes.Letters();
    final Fakes.Chain chain = new Fakes.Chain();
    final Fakes.Ways ways = new Fakes.Ways();
    final Modes modes = new Modes();
    final SettableClock clock = new SettableClock(true);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final HikariDataSource database;

    /** Modes as the test sets them. */
    static final class Modes implements ModesOn {
        final List<Mode> on = new ArrayList<>();
        final List<Mode> asked = new ArrayList<>();

        @Override
        public List<Mode> on(String incident) {
            return List.copyOf(on);
        }

        @Override
        public List<Mode> onOrAsked(String incident) {
            List<Mode> all = new ArrayList<>(on);
            all.addAll(asked);
            return all;
        }
    }

    Companions(HikariDataSource database) {
        this.database = database;
        // The engine's clock is one per JVM, and a test before this one may have moved it.
        ClockUtil.reset();
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("quiet-workers");
        environment.setProperty(
                "holdfast.playbook.location", CompanionsPlaybook.folder().toString());
        environment.setProperty("holdfast.public-url", "https://holdfast.example");
        context.setEnvironment(environment);
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        beans.registerSingleton("transactionManager", transactions);
        beans.registerSingleton("transactionTemplate", new TransactionTemplate(transactions));
        beans.registerSingleton("jdbcClient", JdbcClient.create(database));
        beans.registerSingleton("namedTemplate", new NamedParameterJdbcTemplate(database));
        beans.registerSingleton("json", new ObjectMapper());
        beans.registerSingleton("times", clock);
        beans.registerSingleton("letters", letters);
        beans.registerSingleton("chain", chain);
        beans.registerSingleton("otherWay", ways);
        beans.registerSingleton("modes", modes);
        context.registerBean(
                People.class, () -> new Fakes.Crowd(context.getBean(Playbooks.class)), d -> d.setLazyInit(true));
        List<String> classes = new ArrayList<>(List.of("io.holdfast.time.RandomIds", "io.holdfast.engine.NudgePump"));
        for (String whole : List.of("incident", "tasks", "facts", "guidance", "updates", "audience")) {
            classes.addAll(components(whole));
        }
        components("guard").stream().filter(c -> !c.endsWith(".AgentsWatch")).forEach(classes::add);
        classes.add("io.holdfast.guard.QuietGuard");
        // Owners of addresses that fail are told outside of any incident.
        classes.remove("io.holdfast.audience.TellOwners");
        components("playbook").stream().filter(c -> !c.endsWith("Watch")).forEach(classes::add);
        components("engine").stream()
                .filter(c -> c.endsWith(".NudgeRows") || c.endsWith(".Wakes"))
                .forEach(classes::add);
        for (String name : classes) {
            // The incident's own steps are not drawn here, and want what they speak to.
            if (!name.startsWith("io.holdfast.incident.") || !JavaDelegate.class.isAssignableFrom(load(name))) {
                context.register(load(name));
            }
        }
        context.registerBean("processEngine", ProcessEngineFactoryBean.class, this::engine);
        for (Class<?> service : List.of(
                RuntimeService.class,
                TaskService.class,
                ManagementService.class,
                org.camunda.bpm.engine.RepositoryService.class,
                org.camunda.bpm.engine.HistoryService.class)) {
            service(service);
        }
        context.refresh();
    }

    private <T> void service(Class<T> type) {
        context.registerBean(type, () -> {
            try {
                return type.cast(ProcessEngine.class
                        .getMethod("get" + type.getSimpleName())
                        .invoke(context.getBean(ProcessEngine.class)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private ProcessEngineFactoryBean engine() {
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setTransactionManager(context.getBean(JdbcTransactionManager.class));
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setHistoryTimeToLive("P365D");
        configuration.setHistory("activity");
        configuration.setMetricsEnabled(false);
        configuration.setJobExecutorActivate(false);
        configuration.setApplicationContext(context);
        configuration.setProcessEngineName("companions-" + System.identityHashCode(this));
        List<ProcessEnginePlugin> plugins = new ArrayList<>(
                context.getBeansOfType(ProcessEnginePlugin.class).values());
        plugins.add(new SharedStatements());
        configuration.setProcessEnginePlugins(plugins);
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        factory.setApplicationContext(context);
        return factory;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> components(String phase) {
        return new ClassPathScanningCandidateComponentProvider(true)
                .findCandidateComponents("io.holdfast." + phase).stream()
                        .map(BeanDefinition::getBeanClassName)
                        .toList();
    }

    // ---- what a test does

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    java.util.Collection<io.holdfast.engine.Worker> workers() {
        return context.getBeansOfType(io.holdfast.engine.Worker.class).values();
    }

    Mode mode(String journey, String mode) {
        return bean(Playbooks.class)
                .current(World.LIVE)
                .catalog()
                .mode(journey, mode)
                .orElseThrow();
    }

    /** An incident that hits these journeys in eu-west, as grave as that. */
    String open(String... journeys) {
        List<JourneyLights> hit = new ArrayList<>();
        for (String journey : journeys) {
            hit.add(Loop.bad(journey));
        }
        Incidents incidents = bean(Incidents.class);
        String key = bean(TransactionTemplate.class).execute(tx -> {
            Incident incident = incidents.open(new NewIncident(
                    World.LIVE,
                    "Customers may not be able to prove who they are",
                    new Scope(List.of("eu-west"), List.of(), List.of()),
                    hit,
                    "critical",
                    List.of("identity-provider"),
                    List.of("alert"),
                    true,
                    false,
                    bean(Playbooks.class).inForce(World.LIVE),
                    clock.in(World.LIVE),
                    new Actor.Self("detect"),
                    "a test"));
            incident.chooseSeverity(
                    io.holdfast.incident.Severity.SEV2,
                    "SEV2: many customers, a way round exists",
                    new Actor.Self("test"));
            incidents.save(incident);
            return incident.key();
        });
        settle();
        return Objects.requireNonNull(key);
    }

    Incident incident(String key) {
        return bean(Incidents.class).find(key).orElseThrow();
    }

    void change(String key, Consumer<Incident> verb) {
        unsettled(key, verb);
        settle();
    }

    /** Changes it without letting its process hear of it yet. */
    void unsettled(String key, Consumer<Incident> verb) {
        bean(TransactionTemplate.class).executeWithoutResult(tx -> {
            Incident incident = bean(Incidents.class).locked(key);
            verb.accept(incident);
            bean(Incidents.class).save(incident);
        });
    }

    /** Its signals speak of these journeys now. */
    void hit(String key, String... journeys) {
        List<JourneyLights> hit = new ArrayList<>();
        for (String journey : journeys) {
            hit.add(Loop.bad(journey));
        }
        Incident i = incident(key);
        change(
                key,
                locked -> locked.observed(new Observation(
                        i.title(), i.scope(), hit, Verdict.BAD, i.senderSeverity(), i.alerted(), i.kinds())));
    }

    /** It comes back after it was over: its process begins anew, as the incident's own diagram has it. */
    void reopen(String key) {
        change(key, i -> i.reopen(new Actor.Self("test"), "it came back"));
    }

    void factsChanged(String key) {
        change(key, i -> i.wake("facts-changed", null));
    }

    List<String> tasks(String key) {
        return bean(Tasks.class).open(key).stream().map(Task::key).sorted().toList();
    }

    Task task(String key) {
        return bean(Tasks.class).open(key).stream()
                .filter(t -> t.key().equals("approveUpdate"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody is asked about words: " + tasks(key)));
    }

    /** The words that are proposed to whoever is asked. */
    String proposed(String key, String locale) {
        return task(key).fields().stream()
                .filter(f -> f.id().equals("text." + locale))
                .map(f -> String.valueOf(f.value()))
                .findFirst()
                .orElseThrow();
    }

    void answer(String key, Map<String, ?> answers) {
        bean(Tasks.class).complete(task(key).id(), answers, DANA);
        settle();
    }

    void settle() {
        for (int round = 0; round < 50; round++) {
            List<String> kinds = bean(NudgePump.class).deliver(1);
            ManagementService management = bean(ManagementService.class);
            List<Job> jobs = management.createJobQuery().executable().list();
            for (Job job : jobs) {
                // A job before it may have taken it away.
                if (management.createJobQuery().jobId(job.getId()).count() > 0) {
                    management.executeJob(job.getId());
                }
            }
            if (kinds.isEmpty() && jobs.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("It does not come to rest");
    }

    void advance(Duration by) {
        clock.setOffset(clock.offset().plus(by));
        ClockUtil.offset(clock.offset().toMillis());
        settle();
    }

    /** What was put for customers of this incident, oldest first. */
    List<NewMessage> texts(String key) {
        return letters.all.stream()
                .filter(m -> m.topic().equals(key + "/customer"))
                .toList();
    }

    /** What was put for this queue, oldest first. */
    List<NewMessage> posts(String key, String queue) {
        return letters.all.stream()
                .filter(m -> m.topic().equals(key + "/guidance/" + queue))
                .toList();
    }

    static String body(NewMessage message, String locale) {
        return message.texts().stream()
                .filter(t -> t.locale().equals(locale))
                .map(NewMessage.Text::body)
                .findFirst()
                .orElseThrow();
    }

    /** Instances, jobs, subscriptions and tasks of this incident that are still there. */
    long left(String key) {
        JdbcClient db = bean(JdbcClient.class);
        long rows = 0;
        for (String sql : List.of(
                "SELECT COUNT(*) FROM ACT_RU_EXECUTION r JOIN ACT_HI_PROCINST p ON p.ID_ = r.PROC_INST_ID_",
                "SELECT COUNT(*) FROM ACT_RU_JOB r JOIN ACT_HI_PROCINST p ON p.ID_ = r.PROCESS_INSTANCE_ID_",
                "SELECT COUNT(*) FROM ACT_RU_TASK r JOIN ACT_HI_PROCINST p ON p.ID_ = r.PROC_INST_ID_",
                "SELECT COUNT(*) FROM ACT_RU_EVENT_SUBSCR r JOIN ACT_HI_PROCINST p ON p.ID_ = r.PROC_INST_ID_")) {
            rows += db.sql(sql + " WHERE p.BUSINESS_KEY_ = :key")
                    .param("key", key)
                    .query(Long.class)
                    .single();
        }
        return rows;
    }

    @Override
    public void close() {
        ClockUtil.reset();
        context.close();
        database.close();
    }
}
