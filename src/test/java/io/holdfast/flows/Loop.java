package io.holdfast.flows;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.SharedStatements;
import io.holdfast.catalog.Verdict;
import io.holdfast.engine.NudgePump;
import io.holdfast.evidence.Actor;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The six diagrams of the loop with their real beans, incidents, tasks, playbook and engine; the other packages are small fakes, and
 * the companions are diagrams that wait to be told to wind down. Nothing runs by itself: the test delivers nudges and runs jobs.
 */
final class Loop implements AutoCloseable {
    static final Caller DANA = new Caller("dana", false, Set.of("commander", "team:command"), Set.of());
    static final Caller OMAR = new Caller("omar", false, Set.of("commander", "team:command"), Set.of());
    static final Caller PRIYA = new Caller("priya", false, Set.of("viewer", "team:identity"), Set.of());
    static final Caller SAM = new Caller("sam", false, Set.of("viewer", "team:crm"), Set.of());

    final Fakes.Letters letters = new Fakes.Letters();
    final Fakes.Chain chain = new Fakes.Chain();
    final Fakes.Signals signals = new Fakes.Signals();
    final Fakes.Meters meters = new Fakes.Meters();
    final Fakes.Switches modes = new Fakes.Switches();
    final SettableClock clock = new SettableClock(true);
    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final HikariDataSource database;
    final List<String> delivered = new ArrayList<>();
    int timesDelivered = 1;

    /** Whether each wake-up is lost once, and what comes instead is the reconciler's. */
    boolean losing;

    Loop(HikariDataSource database) {
        this(database, false);
    }

    /** With {@code fallback}, its real diagram and beans instead of one that only waits. */
    Loop(HikariDataSource database, boolean fallback) {
        this(database, fallback, Map.of());
    }

    /** The same, with these files instead of the packaged ones. */
    Loop(HikariDataSource database, boolean fallback, Map<String, String> files) {
        this.database = database;
        // The engine's clock is one per JVM, and a test before this one may have moved it.
        ClockUtil.reset();
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("quiet-workers");
        environment.setProperty(
                "holdfast.playbook.location", companions(fallback, files).toString());
        environment.setProperty("holdfast.public-url", "https://holdfast.example");
        context.setEnvironment(environment);
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        beans.registerSingleton("transactionManager", transactions);
        beans.registerSingleton("transactionTemplate", new TransactionTemplate(transactions));
        beans.registerSingleton("jdbcClient", JdbcClient.create(database));
        beans.registerSingleton("times", clock);
        beans.registerSingleton("letters", letters);
        beans.registerSingleton("chain", chain);
        beans.registerSingleton("signals", signals);
        beans.registerSingleton("meters", meters);
        if (!fallback) {
            beans.registerSingleton("modes", modes);
        }
        context.registerBean(
                People.class, () -> new Fakes.Crowd(context.getBean(Playbooks.class)), d -> d.setLazyInit(true));
        List<String> classes = new ArrayList<>();
        for (String whole : List.of("incident", "diagnose", "route", "learn", "tasks")) {
            // Workers are not started by themselves; what only replays needs readings, which this world has none of.
            components(whole).stream()
                    .filter(c -> Stream.of("RemindActions", "RemindChanges", "Replaying", "ThresholdReplay")
                            .noneMatch(n -> c.endsWith("." + n)))
                    .forEach(classes::add);
        }
        // Its worker is not started by itself.
        components("guard").stream().filter(c -> !c.endsWith(".AgentsWatch")).forEach(classes::add);
        classes.add("io.holdfast.guard.QuietGuard");
        components("playbook").stream().filter(c -> !c.endsWith("Watch")).forEach(classes::add);
        components("engine").stream()
                .filter(c -> Stream.of("NudgeRows", "Wakes", "EngineMoves").anyMatch(n -> c.endsWith("." + n)))
                .forEach(classes::add);
        classes.addAll(drawn("detect", Set.of("io.holdfast.detect.TriageFacts")));
        if (fallback) {
            components("resolve").stream()
                    .filter(
                            c -> Set.of(
                                            "Flags",
                                            "HardEnds",
                                            "ActionWorker",
                                            "LiveActions",
                                            "SlackActions",
                                            "RehearsedActions")
                                    .stream()
                                    .noneMatch(w -> c.endsWith("." + w)))
                    .forEach(classes::add);
            // Workers: not started by themselves, the test asks them.
            classes.add("io.holdfast.resolve.QuietWorkers");
        } else {
            classes.addAll(
                    drawn("resolve", Set.of("io.holdfast.resolve.Stability", "io.holdfast.resolve.MitigationFacts")));
        }
        classes.add("io.holdfast.audience.Staff");
        classes.add("io.holdfast.time.RandomIds");
        classes.add("io.holdfast.engine.NudgePump");
        for (String name : classes) {
            context.register(load(name));
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
            ProcessEngine engine = context.getBean(ProcessEngine.class);
            try {
                return type.cast(ProcessEngine.class
                        .getMethod("get" + type.getSimpleName())
                        .invoke(engine));
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
        configuration.setProcessEngineName("loop-" + System.identityHashCode(this));
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

    // The beans that this diagram names, and no others of its package.
    private static List<String> drawn(String phase, Set<String> besides) {
        List<String> classes = new ArrayList<>(besides);
        try {
            Matcher bean = Pattern.compile("delegateExpression=\"\\$\\{(\\w)(\\w+)}\"")
                    .matcher(Files.readString(Path.of("processes", phase + ".bpmn")));
            while (bean.find()) {
                classes.add("io.holdfast." + phase + "." + bean.group(1).toUpperCase(java.util.Locale.ROOT)
                        + bean.group(2));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return classes;
    }

    // Companions that do nothing but wait until they are told to end; over the real ones, whatever these say.
    private static Path companions(boolean fallback, Map<String, String> files) {
        try {
            Path folder = Files.createTempDirectory("companions");
            Path processes = Files.createDirectories(folder.resolve("processes"));
            for (String key : fallback
                    ? List.of("agent-guidance", "customer-updates", "drill")
                    : List.of("agent-guidance", "customer-updates", "fallback", "drill")) {
                Files.writeString(
                        processes.resolve(key + ".bpmn"),
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t" id="d">
                          <bpmn:process id="%s" name="%s" isExecutable="true">
                            <bpmn:startEvent id="begin"/>
                            <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="wait"/>
                            <bpmn:intermediateCatchEvent id="wait">
                              <bpmn:messageEventDefinition id="w" messageRef="m"/>
                            </bpmn:intermediateCatchEvent>
                            <bpmn:sequenceFlow id="b" sourceRef="wait" targetRef="over"/>
                            <bpmn:endEvent id="over"/>
                            %s
                          </bpmn:process>
                          <bpmn:message id="m" name="wind-down"/>
                        </bpmn:definitions>
                        """.formatted(key, key, RealTasks.of(key)),
                        StandardCharsets.UTF_8);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path own = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(own.getParent()));
                Files.writeString(own, file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what a test does

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String open(boolean certain, String... alerted) {
        return open(certain, false, alerted);
    }

    String openManual() {
        return open(true, true);
    }

    List<String> variables(String key) {
        return bean(RuntimeService.class)
                .createVariableInstanceQuery()
                .processInstanceIdIn(
                        bean(RuntimeService.class)
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(key)
                                .list()
                                .stream()
                                .map(p -> p.getId())
                                .toArray(String[]::new))
                .list()
                .stream()
                .map(v -> v.getName())
                .distinct()
                .toList();
    }

    private String open(boolean certain, boolean manual, String... alerted) {
        return open(certain, manual, List.of(bad("sign-in")), alerted);
    }

    String open(boolean certain, boolean manual, List<JourneyLights> hit, String... alerted) {
        Incidents incidents = bean(Incidents.class);
        String key = bean(TransactionTemplate.class)
                .execute(tx -> incidents
                        .open(new NewIncident(
                                World.LIVE,
                                "Customers may not be able to prove who they are",
                                new Scope(List.of("eu-west"), List.of(), List.of()),
                                hit,
                                "critical",
                                List.of(alerted),
                                List.of("alert"),
                                certain,
                                manual,
                                bean(Playbooks.class).inForce(World.LIVE),
                                clock.in(World.LIVE),
                                new Actor.Self("detect"),
                                "a test"))
                        .key());
        settle();
        return java.util.Objects.requireNonNull(key);
    }

    void hit(String key, JourneyLights... hit) {
        Incident i = incident(key);
        change(
                key,
                locked -> locked.observed(new Observation(
                        i.title(), i.scope(), List.of(hit), Verdict.BAD, i.senderSeverity(), i.alerted(), i.kinds())));
    }

    static JourneyLights bad(String journey) {
        return new JourneyLights(journey, Verdict.GOOD, Verdict.BAD, Verdict.GOOD, Verdict.UNKNOWN);
    }

    Incident incident(String key) {
        return bean(Incidents.class).find(key).orElseThrow();
    }

    void change(String key, Consumer<Incident> verb) {
        bean(TransactionTemplate.class).executeWithoutResult(tx -> {
            Incident incident = bean(Incidents.class).locked(key);
            verb.accept(incident);
            bean(Incidents.class).save(incident);
        });
        settle();
    }

    void signals(String key, Verdict verdict) {
        Incident i = incident(key);
        change(
                key,
                locked -> locked.observed(new Observation(
                        i.title(), i.scope(), i.journeys(), verdict, i.senderSeverity(), i.alerted(), i.kinds())));
    }

    List<String> tasks(String key) {
        return bean(Tasks.class).open(key).stream().map(Task::key).sorted().toList();
    }

    Task task(String key, String taskKey) {
        return bean(Tasks.class).open(key).stream()
                .filter(t -> t.key().equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No task " + taskKey + " among " + tasks(key)));
    }

    void answer(String key, String taskKey, Caller who, Map<String, ?> answers) {
        bean(Tasks.class).complete(task(key, taskKey).id(), answers, who);
        settle();
    }

    /** Delivers nudges and runs jobs that are due until nothing is left to do. */
    void settle() {
        for (int round = 0; round < 50; round++) {
            int steps = stepsDone();
            if (losing && !bean(NudgePump.class).lose().isEmpty()) {
                bean(NudgePump.class).reconcile();
            }
            List<String> kinds = bean(NudgePump.class).deliver(timesDelivered);
            delivered.addAll(kinds);
            List<Job> jobs =
                    bean(ManagementService.class).createJobQuery().executable().list();
            for (Job job : jobs) {
                // A job before it may have taken it away.
                if (bean(ManagementService.class)
                                .createJobQuery()
                                .jobId(job.getId())
                                .count()
                        > 0) {
                    bean(ManagementService.class).executeJob(job.getId());
                }
            }
            if (kinds.isEmpty() && jobs.isEmpty() && steps == 0) {
                return;
            }
        }
        throw new AssertionError("It does not come to rest");
    }

    private int stepsDone() {
        return context.getBeanProvider(java.util.function.IntSupplier.class).stream()
                .mapToInt(java.util.function.IntSupplier::getAsInt)
                .sum();
    }

    void advance(Duration by) {
        clock.setOffset(clock.offset().plus(by));
        ClockUtil.offset(clock.offset().toMillis());
        settle();
    }

    /** Ends whatever goes on, so that the next test has the engine to itself. */
    void cancelAll() {
        for (Incident incident : bean(Incidents.class).open(World.LIVE)) {
            if (incident.goingOn()) {
                change(
                        incident.key(),
                        i -> i.end(io.holdfast.incident.Ending.CANCELLED, new Actor.Self("test"), "the test is over"));
            }
        }
    }

    long left(String key) {
        RuntimeService runtime = bean(RuntimeService.class);
        long instances = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .count();
        long jobs = bean(JdbcClient.class)
                .sql("""
                        SELECT COUNT(*) FROM ACT_RU_JOB j JOIN ACT_HI_PROCINST p ON p.ID_ = j.PROCESS_INSTANCE_ID_
                         WHERE p.BUSINESS_KEY_ = :key""")
                .param("key", key)
                .query(Long.class)
                .single();
        long subscriptions = bean(JdbcClient.class)
                .sql("""
                        SELECT COUNT(*) FROM ACT_RU_EVENT_SUBSCR s JOIN ACT_HI_PROCINST p ON p.ID_ = s.PROC_INST_ID_
                         WHERE p.BUSINESS_KEY_ = :key""")
                .param("key", key)
                .query(Long.class)
                .single();
        return instances + jobs + subscriptions + tasks(key).size();
    }

    List<String> pages(String key, String role) {
        return letters.all.stream()
                .filter(m -> m.topic().equals(key + "/page/" + role))
                .filter(m -> m.audience() instanceof io.holdfast.delivery.Audience.Addresses)
                .map(m -> ((io.holdfast.delivery.Audience.Addresses) m.audience())
                        .addresses().stream()
                                .map(a -> a.recipient().replace("person:", ""))
                                .distinct()
                                .toList()
                                .toString())
                .toList();
    }

    @Override
    public void close() {
        ClockUtil.reset();
        context.close();
        database.close();
    }
}
