package io.holdfast.console;

import io.holdfast.catalog.Mode;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Delays;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.FailingAddresses;
import io.holdfast.delivery.MailStops;
import io.holdfast.delivery.MessageControl;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.TextHealth;
import io.holdfast.detect.Lights;
import io.holdfast.detect.SignalLog;
import io.holdfast.drill.Drills;
import io.holdfast.drill.Proofs;
import io.holdfast.engine.ClockMover;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Timeline;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.ModesOn;
import io.holdfast.grabbag.GrabBags;
import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guidance.Guidance;
import io.holdfast.incident.CallOff;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.IncidentStory;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Scope;
import io.holdfast.learn.Actions;
import io.holdfast.people.Account;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.PlaybookFaults;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.route.HandOver;
import io.holdfast.scorecard.FortyScorecard;
import io.holdfast.scorecard.Scorecards;
import io.holdfast.scorecard.VendorScorecards;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.security.QueueKeys;
import io.holdfast.security.Tokens;
import io.holdfast.standin.LocalOutbox;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.PeoplesWorlds;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.MultipartAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The pages alone, over a story instead of an engine: to be looked at, and for tests in a browser. Start {@code main} with a port and
 * a scene; it is no component, so that the application's own scan passes it by.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
@ComponentScan(
        basePackageClasses = FirstPage.class,
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.ASSIGNABLE_TYPE,
                        classes = {ChangesInDatabase.class, EngineDiagrams.class, HouseAdministration.class}))
@Import({io.holdfast.api.PublicStatusForTests.class})
final class Gallery {
    static final String POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none';"
            + " form-action 'self'; object-src 'none'";

    volatile Scene scene = Scene.of("incident");
    private volatile @Nullable Scene hostile;
    volatile Caller caller = caller("dana");
    volatile Automation.State automation = new Automation.State(true, "", "", Instant.EPOCH);
    final List<String> said = new CopyOnWriteArrayList<>();
    final AtomicLong stamp = new AtomicLong();

    static Caller caller(String username) {
        Member member = Northbank.people().stream()
                .filter(m -> m.username().equals(username))
                .findFirst()
                .orElseThrow();
        return new Caller(username, false, member.groups(), java.util.Set.of());
    }

    static ConfigurableApplicationContext start(int port, boolean demo) {
        SpringApplication application = new SpringApplication(Gallery.class);
        if (demo) {
            application.setAdditionalProfiles("demo");
        }
        return application.run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.thymeleaf.prefix=file:" + base() + "/templates/console/",
                "--spring.thymeleaf.cache=false",
                "--server.servlet.session.tracking-modes=cookie",
                "--spring.web.resources.static-locations=file:" + base() + "/src/main/resources/static/",
                "--logging.level.root=WARN",
                "--spring.main.banner-mode=off");
    }

    private static String base() {
        return System.getProperty("holdfast.basedir", ".");
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = start(Integer.parseInt(args[0]), true);
        context.getBean(Gallery.class).scene = Scene.of(args.length > 1 ? args[1] : "incident");
    }

    void show(String name, String username) {
        scene = Scene.of(name);
        hostile = name.equals("hostile") ? scene : null;
        caller = caller(username);
        automation = new Automation.State(true, "", "", Instant.EPOCH);
        said.clear();
        stamp.incrementAndGet();
    }

    /** {@code ?scene=calm&as=dana} on any page changes the story, for looking at it by hand. */
    @Bean
    GrabBags grabBags() {
        return new GrabBags() {
            @Override
            public long newest() {
                return 12;
            }

            @Override
            public String html(long playbook, boolean numbers) {
                return "<!doctype html><title>Grab bag</title>";
            }

            @Override
            public Optional<Path> folder() {
                return Optional.of(Path.of("/srv/grab-bag"));
            }

            @Override
            public Optional<String> folderProblem() {
                return Optional.of("The grab bag of playbook 12 can't be written to /srv/grab-bag: AccessDenied.");
            }

            @Override
            public List<String> mailTo() {
                return List.of("desk@northbank.example");
            }

            @Override
            public List<Member> choices() {
                return Northbank.people();
            }

            @Override
            public int mail(Collection<String> usernames, Actor by) {
                said.add("mailed to " + String.join(", ", usernames));
                return usernames.size();
            }
        };
    }

    @Bean
    Filter sceneChooser() {
        return (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Content-Security-Policy", POLICY);
            String name = request.getParameter("scene");
            if (name != null) {
                show(name, Optional.ofNullable(request.getParameter("who")).orElse("dana"));
            }
            chain.doFilter(request, response);
        };
    }

    @Bean
    io.holdfast.security.SignInProviders signInProviders() {
        return () -> List.of(new io.holdfast.security.SignInProviders.Provider("company", "Northbank"));
    }

    @Bean
    Changes changes() {
        return () -> "" + stamp.get();
    }

    @Bean
    GalleryPlaybook playbookStore() {
        return new GalleryPlaybook(Path.of(base()));
    }

    @Bean
    GalleryChanges playbookChanges(GalleryPlaybook store) {
        return new GalleryChanges(this, store);
    }

    @Bean
    CallOff callOff() {
        return new CallOff() {
            @Override
            public void end(String key, Ending ending, String because, Actor by) {
                throw new IllegalStateException(key + " has ended already");
            }

            @Override
            public void merge(String key, @Nullable String into, String because, Actor by) {
                throw new IllegalArgumentException("'into' is the key of the other incident, such as INC-7");
            }
        };
    }

    @Bean
    HandOver handOver(People people) {
        return new HandOver() {
            @Override
            public List<Member> others(Incident incident, String role) {
                return people.inGroup("commander").stream()
                        .filter(m -> !incident.commander().equals(Optional.of(m.username())))
                        .toList();
            }

            @Override
            public boolean may(Incident incident, String role, Caller by) {
                return by.inAny(List.of("commander"));
            }

            @Override
            public void handOver(String key, String role, String to, String because, Caller by) {
                throw new IllegalStateException("Nobody has it yet");
            }
        };
    }

    @Bean
    io.holdfast.learn.RunningIncidents runningIncidents() {
        return (key, expected, because, by) -> said.add(key + " is moved to playbook " + expected + ": " + because);
    }

    @Bean
    io.holdfast.learn.Reviews reviews() {
        return new GalleryReviews(this);
    }

    @Bean
    io.holdfast.learn.Participants participants() {
        return new GalleryParticipants(this);
    }

    @Bean
    io.holdfast.updates.WordsWithout wordsWithout() {
        return draft -> Map.of("en", Scene.EN_WITHOUT, "es", Scene.ES);
    }

    @Bean
    TransactionOperations transactions() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    Callers callers() {
        return () -> caller;
    }

    @Bean
    Times times() {
        return new Times() {
            @Override
            public Instant in(World world) {
                return scene.now;
            }

            @Override
            public Instant real() {
                return Instant.ofEpochMilli(stamp.get() * 10_000);
            }

            @Override
            public boolean settable() {
                return true;
            }
        };
    }

    @Bean
    ClockMover clock() {
        return new ClockMover() {
            @Override
            public Instant advance(Duration by) {
                return scene.now;
            }

            @Override
            public Instant toNextDue() {
                said.add("next due");
                return scene.now;
            }

            @Override
            public Optional<Instant> nextDue() {
                return Optional.of(Instant.parse("2026-11-23T09:20:00Z"));
            }
        };
    }

    @Bean
    Playbooks playbooks() {
        Playbook playbook = new Playbook() {
            @Override
            public java.util.Map<String, io.holdfast.catalog.Scenario> scenarios() {
                return Exercises.SCENARIOS;
            }

            @Override
            public long number() {
                return 12;
            }

            @Override
            public io.holdfast.catalog.Catalog catalog() {
                return Northbank.catalog();
            }

            @Override
            public List<FileEntry> files() {
                return List.of();
            }

            @Override
            public Optional<FileEntry> file(String path) {
                return Optional.empty();
            }

            @Override
            public byte[] bytes(String path) {
                return new byte[0];
            }
        };
        return new Playbooks() {
            @Override
            public void putInForce(io.holdfast.time.World world, long number) {
                throw new UnsupportedOperationException("Nothing is put in force here");
            }

            @Override
            public long inForce(World world) {
                return 12;
            }

            @Override
            public Playbook number(long number) {
                return playbook;
            }

            @Override
            public String definitionId(long number, String processKey) {
                return processKey;
            }
        };
    }

    @Bean
    People people() {
        return new People() {
            @Override
            public Optional<Member> find(String username) {
                return all().stream().filter(m -> m.username().equals(username)).findFirst();
            }

            @Override
            public Optional<Member> bySlack(String slackUser) {
                return all().stream().filter(m -> slackUser.equals(m.slack())).findFirst();
            }

            @Override
            public List<Member> all() {
                return Northbank.people();
            }

            @Override
            public List<Member> inGroup(String group) {
                return all().stream().filter(m -> m.groups().contains(group)).toList();
            }
        };
    }

    @Bean
    Incidents incidents() {
        return new Incidents() {
            @Override
            public Incident open(NewIncident opening) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Incident> find(String key) {
                return scene.incidents.stream().filter(i -> i.key().equals(key)).findFirst();
            }

            @Override
            public Incident locked(String key) {
                return find(key).orElseThrow();
            }

            @Override
            public void save(Incident incident) {
                IncidentStory.entries(incident)
                        .forEach(e -> scene.lines.add(new Timeline.Line(
                                scene.lines.size() + 1L,
                                scene.now,
                                e.kind(),
                                e.text(),
                                "Dana Ortiz",
                                false,
                                Map.of(),
                                new String(e.attachments().get("note"), StandardCharsets.UTF_8))));
            }

            @Override
            public List<Incident> open(World world) {
                return scene.incidents;
            }

            @Override
            public List<Incident> list(World world, Search search, @Nullable Long before, int limit) {
                return scene.incidents.stream()
                        .filter(i -> search.words() == null
                                || i.title().toLowerCase(java.util.Locale.ROOT).contains(search.words()))
                        .sorted(Comparator.comparing(Incident::number).reversed())
                        .toList();
            }

            @Override
            public void tally(String key, long signals, long firing, long reports, Instant lastAt) {}

            @Override
            public Tally tally(String key) {
                return new Tally(37, 2, 43, scene.now);
            }
        };
    }

    @Bean
    Lights lights() {
        return world -> scene.lights;
    }

    @Bean
    SignalLog signals() {
        return new SignalLog() {
            @Override
            public List<Line> of(String incident, int limit) {
                return scene.heard;
            }

            @Override
            public List<Line> unplaced(World world, int limit) {
                return scene.unplaced;
            }
        };
    }

    @Bean
    FactSheets facts() {
        return new FactSheets() {
            @Override
            public Optional<FactSheet> current(String incident) {
                return incident.equals("INC-7") ? Optional.ofNullable(scene.sheet) : Optional.empty();
            }

            @Override
            public Optional<FactSheet> version(String incident, int version) {
                return current(incident);
            }

            @Override
            public FactSheet refresh(String incident) {
                return current(incident).orElseThrow();
            }

            @Override
            public FactSheet promise(String incident, @Nullable Instant nextWordAt) {
                return refresh(incident);
            }
        };
    }

    @Bean
    ModesOn modesOn() {
        return incident -> scene.modes.stream()
                .filter(m -> m.state().equals("verified"))
                .map(m -> (Mode) Northbank.QUESTIONS)
                .toList();
    }

    @Bean
    Modes modes() {
        return new Modes() {
            @Override
            public List<ModeSwitch> of(String incident) {
                return incident.equals("INC-7") ? scene.modes : List.of();
            }

            @Override
            public List<ModeSwitch> current(World world) {
                return scene.modes;
            }

            @Override
            public ModeSwitch switchOn(
                    World world,
                    String journey,
                    String mode,
                    Scope scope,
                    @Nullable String incident,
                    String because,
                    Actor by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ModeSwitch switchOn(
                    World world,
                    String journey,
                    String mode,
                    Scope scope,
                    @Nullable String incident,
                    String because,
                    Caller by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ModeSwitch undo(World world, String journey, String mode, String because, Actor by) {
                said.add("undo " + journey + "/" + mode);
                return scene.modes.get(0);
            }

            @Override
            public ModeSwitch failBack(String switchId, Actor by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Course course(String switchId) {
                return new Course("off", scene.now, null);
            }
        };
    }

    @Bean
    ModeSteps modeSteps() {
        return new ModeSteps() {
            @Override
            public List<Step> of(String incident) {
                return incident.equals("INC-7") ? scene.steps : List.of();
            }

            @Override
            public @Nullable String told(String switchId) {
                return null;
            }

            @Override
            public @Nullable String conflict(String switchId) {
                return null;
            }
        };
    }

    @Bean
    FailingAddresses failingAddresses() {
        FailingAddresses.Failing broken = new FailingAddresses.Failing(
                "customer:c-7",
                io.holdfast.delivery.Channel.SMS,
                "+34600111222",
                "es",
                "9f2c",
                FailingAddresses.Why.NO_TEXTS,
                "30006, it takes no texts",
                Instant.parse("2026-11-22T08:10:00Z"),
                Instant.parse("2026-11-22T08:12:00Z"),
                io.holdfast.delivery.Channel.EMAIL);
        return new FailingAddresses() {
            @Override
            public List<Failing> untold(io.holdfast.delivery.Channel channel, int limit) {
                return List.of();
            }

            @Override
            public void told(String hash, io.holdfast.delivery.@Nullable Channel by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Failing> newest(int limit) {
                return List.of(broken);
            }

            @Override
            public boolean works(io.holdfast.delivery.Channel channel, String address) {
                return !address.equals(broken.address());
            }
        };
    }

    @Bean
    TextHealth textHealth() {
        return new TextHealth() {
            @Override
            public List<Sender> senders() {
                return List.of(
                        new Sender(
                                "+34900200300",
                                "ES",
                                false,
                                "Texts of it do not arrive since 08:41; ES goes by Northbank"),
                        new Sender("Northbank", "every other country", true, "Texts leave by it as they should"));
            }

            @Override
            public Optional<String> withoutReceipts() {
                return Optional.empty();
            }
        };
    }

    @Bean
    PeoplesWorlds peoplesWorlds() {
        return world -> true;
    }

    @Bean
    Proofs proofs() {
        Instant then = Instant.parse("2026-09-14T10:00:00Z");
        return new Proofs() {
            @Override
            public List<Proof> all() {
                return List.of(
                        new Proof(
                                "mode",
                                "sign-in/security-questions",
                                "Verify by security questions",
                                null,
                                null,
                                null,
                                null,
                                true),
                        new Proof("ladder", "identity", "Identity team", then, null, then, then, false));
            }

            @Override
            public long late() {
                return 1;
            }
        };
    }

    @Bean
    Drills drills() {
        return new Exercises();
    }

    @Bean
    Automation automation() {
        return new Automation() {
            @Override
            public State now(World world) {
                return automation;
            }

            @Override
            public State turn(World world, boolean on, String because, Actor by) {
                said.add("automation " + (on ? "on" : "off") + " " + because);
                automation = new State(on, because, "dana", scene.now);
                return automation;
            }
        };
    }

    @Bean
    AgentLevels agentLevels() {
        return new AgentLevels() {
            @Override
            public List<Level> set(World world) {
                return scene.incidents.isEmpty()
                        ? List.of()
                        : List.of(new Level(
                                "card-assistant",
                                "hand-over",
                                "INC-7",
                                "It is grave, and its journey is hit: people take over",
                                "guardrails.dmn r6",
                                scene.now,
                                null,
                                List.of("sign-in"),
                                new Scope(List.of("eu-west"), List.of(), List.of()),
                                "d1"));
            }

            @Override
            public void set(
                    World world, String agent, String level, @Nullable Instant until, String because, Actor by) {
                said.add("level " + agent + " " + level + " " + because);
            }

            @Override
            public void clear(World world, String agent, String because, Actor by) {
                said.add("usual " + agent + " " + because);
            }
        };
    }

    boolean hostile() {
        return scene == hostile;
    }

    /** Both interfaces of the figures. */
    private FortyScorecard figures() {
        return new FortyScorecard(hostile() ? Scene.HOSTILE : "Customers may not be able to prove who they are");
    }

    @Bean
    Scorecards scorecards() {
        return new Scorecards() {
            @Override
            public io.holdfast.scorecard.Scorecard of(Question question) {
                return figures().of(question);
            }

            @Override
            public List<io.holdfast.scorecard.Scorecard.Group> groups(Question question) {
                return figures().groups(question);
            }

            @Override
            public Behind behind(
                    Question question,
                    @Nullable String group,
                    io.holdfast.scorecard.@Nullable FigureKind figure,
                    int skip,
                    int limit) {
                return figures().behind(question, group, figure, skip, limit);
            }
        };
    }

    @Bean
    VendorScorecards vendorScorecards() {
        return new VendorScorecards() {
            @Override
            public List<Summary> all(Scorecards.Question question) {
                return figures().all(question);
            }

            @Override
            public Card of(String vendor, Scorecards.Question question) {
                return figures().of(vendor, question);
            }

            @Override
            public Notices notices(String vendor, String incident) {
                return figures().notices(vendor, incident);
            }

            @Override
            public Imported importHistory(String vendor, String json, Actor by) {
                return figures().importHistory(vendor, json, by);
            }

            @Override
            public void answered(String vendor, String incident, Instant at, Actor by) {
                figures().answered(vendor, incident, at, by);
                said.add("answered " + incident);
            }
        };
    }

    @Bean
    Actions actions() {
        return new GalleryActions(this);
    }

    @Bean
    JudgedDecisions judgedDecisions() {
        return new GalleryDecisions(this);
    }

    @Bean
    MessageLog messages() {
        return new MessageLog() {
            @Override
            public List<Sent> of(String incident) {
                return incident.equals("INC-7") ? scene.messages : List.of();
            }

            @Override
            public java.util.Set<Long> takenBack(String incident) {
                return of(incident).stream()
                        .filter(m -> m.state().equals("withdrawn"))
                        .map(Sent::id)
                        .collect(java.util.stream.Collectors.toSet());
            }

            @Override
            public List<Sent> latest(World world, int limit) {
                return scene.messages;
            }

            @Override
            public Optional<Sent> find(long message) {
                return scene.messages.stream().filter(m -> m.id() == message).findFirst();
            }

            @Override
            public List<Told> told(long message, int limit) {
                return List.of();
            }

            @Override
            public List<Seen> seen(World world, Channel channel, int limit) {
                return scene.seen.stream().filter(s -> s.channel() == channel).toList();
            }

            @Override
            public List<Seen> seen(World world, Channel channel, String address, int limit) {
                return seen(world, channel, limit).stream()
                        .filter(s -> s.address().equals(address))
                        .toList();
            }

            @Override
            public Map<String, String> receivers(World world, Channel channel, int limit) {
                Map<String, String> all = new java.util.LinkedHashMap<>();
                seen(world, channel, limit).forEach(s -> all.putIfAbsent(s.address(), s.recipient()));
                return all;
            }
        };
    }

    @Bean
    Delays delays() {
        return world -> scene.delays;
    }

    @Bean
    DeliveryLog deliveryLog() {
        return new DeliveryLog() {
            @Override
            public List<Line> find(World world, Search search, @Nullable Long before, int limit) {
                return scene.deliveries.stream()
                        .filter(l -> search.state() == null
                                || search.state().isEmpty()
                                || l.state().equals(search.state()))
                        .toList();
            }

            @Override
            public Optional<Line> find(long delivery) {
                return scene.deliveries.stream().filter(l -> l.id() == delivery).findFirst();
            }

            @Override
            public Map<String, Long> doubtful(World world) {
                long n = scene.deliveries.stream()
                        .filter(l -> l.state().equals("doubtful"))
                        .count();
                return n == 0 ? Map.of() : Map.of("INC-7", n);
            }
        };
    }

    @Bean
    MessageControl messageControl() {
        return new MessageControl() {
            private Optional<String> done(String what) {
                said.add(what);
                return Optional.empty();
            }

            @Override
            public Optional<String> pause(long message, Actor by, String because) {
                return done("pause " + message);
            }

            @Override
            public Optional<String> resume(long message, Actor by, String because) {
                return done("resume " + message);
            }

            @Override
            public Optional<String> cancel(long message, Actor by, String because) {
                return done("cancel " + message + " " + because);
            }

            @Override
            public Optional<String> withdraw(long message, Actor by, String because) {
                return done("withdraw " + message);
            }

            @Override
            public Optional<String> correct(long message, Map<String, String> texts, Actor by, String because) {
                return done("correct " + message);
            }

            @Override
            public Optional<String> sendAgain(long delivery, Actor by) {
                return done("again " + delivery);
            }
        };
    }

    @Bean
    Timeline timeline() {
        return (world, chain, after, limit) -> List.copyOf(scene.lines);
    }

    @Bean
    io.holdfast.guidance.Readings readings() {
        return queue -> List.of(new io.holdfast.guidance.Readings.Reading(
                "INC-7",
                List.of(new io.holdfast.guidance.Readings.Reader("Mia Berg", "seen", scene.now)),
                List.of("Ben Carter", "Ines Vidal")));
    }

    @Bean
    Guidance guidance() {
        return queue -> new Guidance.Board(
                queue,
                Northbank.catalog().queue(queue).orElseThrow().name(),
                scene.now,
                "e" + stamp.get(),
                scene.blocks,
                null);
    }

    @Bean
    Answers answers() {
        return new Answers() {
            @Override
            public Optional<Answer> latest(String incident, String key, @Nullable String ref) {
                return key.equals("writeReview") && !scene.incidents.get(0).goingOn()
                        ? Optional.of(new Answer(
                                incident,
                                key,
                                ref,
                                new Actor.Person("kai"),
                                scene.now,
                                Map.of("summary", "One cache node was slow; questions carried us for an hour.")))
                        : Optional.empty();
            }

            @Override
            public List<Answer> of(String incident) {
                return List.of();
            }
        };
    }

    @Bean
    PlaybookFaults faults() {
        return new PlaybookFaults() {
            @Override
            public List<Fault> current() {
                return scene.faults;
            }
        };
    }

    @Bean
    MailStops mailStops() {
        return new MailStops() {
            @Override
            public boolean genuine(String token) {
                return true;
            }

            @Override
            public boolean stop(String token) {
                return true;
            }
        };
    }

    @Bean
    Words words() {
        return new Words() {
            @Override
            public String render(String name, String locale, Map<String, ?> fields) {
                return "End mails from Northbank?\nYou will get no more mails about problems.\nEnd these mails";
            }

            @Override
            public long version() {
                return 12;
            }
        };
    }

    @Bean
    LocalOutbox localOutbox() {
        return new LocalOutbox() {
            @Override
            public boolean slackLocal() {
                return true;
            }

            @Override
            public boolean smsLocal() {
                return true;
            }

            @Override
            public Optional<String> mailStopLink(String address, String locale) {
                return Optional.empty();
            }

            @Override
            public Optional<String> press(
                    long message, String recipient, String action, String value, String slackUser) {
                said.add("press " + action + " " + recipient + " " + slackUser);
                return Optional.of("Noted.");
            }

            @Override
            public Optional<String> reply(String phone, String body) {
                said.add("reply " + phone + " " + body);
                return Optional.empty();
            }
        };
    }

    @Bean
    QueueKeys queueKeys() {
        return new QueueKeys() {
            @Override
            public String keyOf(String queue) {
                return "k-" + queue;
            }

            @Override
            public boolean opens(String queue, @Nullable String key) {
                return keyOf(queue).equals(key);
            }

            @Override
            public void change(String queue, Caller by) {
                said.add("new key " + queue);
            }
        };
    }

    @Bean
    Administration administration() {
        return new Administration() {
            @Override
            public List<io.holdfast.delivery.SlackCheck.Finding> checkSlack(io.holdfast.security.Caller by) {
                return List.of(
                        new io.holdfast.delivery.SlackCheck.Finding("Token", true, "Slack knows us as holdfast."),
                        new io.holdfast.delivery.SlackCheck.Finding("Scopes", false, "Missing: pins:write"));
            }

            @Override
            public List<Account> accounts() {
                return Northbank.people().stream()
                        .map(m ->
                                new Account(m.username(), m.name(), m.groups(), true, null, m.slack(), m.phone(), true))
                        .toList();
            }

            @Override
            public @Nullable String save(Account account, boolean newPassword, Caller by) {
                if (account.name().isEmpty()) {
                    throw new IllegalArgumentException("'name' has 1 to 200 characters");
                }
                said.add("save " + account.username() + " " + account.roles() + " " + account.active());
                return newPassword ? "first-password" : null;
            }

            @Override
            public void choosePassword(String username, String old, String chosen) {
                said.add("password " + username);
            }

            @Override
            public List<Tokens.Token> tokens() {
                return List.of(new Tokens.Token("automation", java.util.Set.of("read"), "ada", false, scene.now));
            }

            @Override
            public String mint(String name, java.util.Set<String> scopes, Caller by) {
                said.add("mint " + name + " " + scopes);
                return "hf_secret";
            }

            @Override
            public void revoke(String name, Caller by) {
                said.add("revoke " + name);
            }
        };
    }

    @Bean
    ProcessView processView() {
        return incident -> Optional.of(new ProcessView.Diagram(
                "incident.bpmn, playbook 12",
                Diagrams.XML,
                List.of("route"),
                List.of("Route: take command, due 09:03")));
    }

    @Bean
    Tasks tasks() {
        return new Tasks() {
            @Override
            public List<Waiting> rehearsed(io.holdfast.time.World world) {
                return List.of();
            }

            @Override
            public Optional<Task> rehearsed(io.holdfast.time.World world, String id) {
                return Optional.empty();
            }

            @Override
            public void rehearse(
                    io.holdfast.time.World world,
                    String id,
                    java.util.Map<String, ?> answers,
                    io.holdfast.security.Caller caller) {
                throw new UnsupportedOperationException("Nothing is rehearsed here");
            }

            @Override
            public List<Task> open(@Nullable String incident) {
                return scene.tasks.stream()
                        .filter(t -> incident == null || t.incident().equals(incident))
                        .sorted(Comparator.comparing(
                                Task::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder())))
                        .toList();
            }

            @Override
            public Optional<Task> find(String id) {
                return scene.tasks.stream().filter(t -> t.id().equals(id)).findFirst();
            }

            @Override
            public void claim(String id, Caller by) {
                said.add("claim " + id);
            }

            @Override
            public void complete(String id, Map<String, ?> answers, Caller by) {
                Task task = find(id).orElseThrow(NoSuchElementException::new);
                for (Field field : task.fields()) {
                    if (field.required() && !answers.containsKey(field.id())) {
                        throw new TaskRefused(
                                TaskRefused.Why.WRONG_ANSWER, field.id(), "'" + field.label() + "' needs an answer");
                    }
                }
                said.add("complete " + id + " " + new java.util.TreeMap<>(answers));
                scene.tasks.removeIf(t -> t.id().equals(id));
            }

            @Override
            public List<String> completeAll(String incident, Map<String, Map<String, ?>> answers, Caller by) {
                List<String> done = new ArrayList<>();
                answers.forEach((id, own) -> {
                    if (find(id).isPresent()) {
                        complete(id, own, by);
                        done.add(id);
                    }
                });
                return done;
            }
        };
    }
}
