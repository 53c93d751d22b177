package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.audience.StaffForTests;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.delivery.Progress;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.IncidentsForTests;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Scope;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Follow-ups: who owns them, when they are due, who is reminded, and that they are done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActionsContract {
    private static final Actor DANA = new Actor.Person("dana");

    private HikariDataSource database;
    private JdbcClient db;
    private final SettableClock clock = new SettableClock(true);
    private final List<NewMessage> letters = new ArrayList<>();
    private final List<Entry> record = new ArrayList<>();
    private Incidents incidents;
    private TransactionTemplate transaction;
    private FollowUpRows rows;
    private Actions actions;
    private RemindActions reminders;
    private ZoneId zone;
    private int count;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        database = database();
        db = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        SampleVersion sample = new SampleVersion(db);
        zone = sample.current(World.LIVE).catalog().zone();
        incidents = IncidentsForTests.over(
                db, clock, record::add, (World w, String incident, String kind, @Nullable String ref) -> {});
        People people = new Crowd();
        rows = new FollowUpRows(db);
        actions = new KeptActions(rows, incidents, people, sample, new Counted(), clock, transaction);
        reminders = new RemindActions(
                rows,
                StaffForTests.of(people),
                sample.words(),
                new Postbox(),
                sample,
                clock,
                transaction,
                "https://holdfast.example");
        for (int i = 0; i < 2; i++) {
            transaction.executeWithoutResult(tx -> incidents.open(new NewIncident(
                    World.LIVE,
                    "Sign-ins fail",
                    new Scope(List.of(), List.of(), List.of()),
                    List.of(new JourneyLights("sign-in", Verdict.GOOD, Verdict.BAD, Verdict.GOOD, Verdict.GOOD)),
                    "critical",
                    List.of(),
                    List.of("alert"),
                    true,
                    false,
                    1,
                    clock.in(World.LIVE),
                    DANA,
                    "a test")));
        }
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        db.sql("DELETE FROM review_action").update();
        letters.clear();
        record.clear();
    }

    private LocalDate today() {
        return clock.in(World.LIVE).atZone(zone).toLocalDate();
    }

    private void goTo(LocalDate day, int hour, int minute) {
        Instant to = day.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant();
        clock.setOffset(clock.offset().plus(Duration.between(clock.in(World.LIVE), to)));
    }

    private String add(String what, @Nullable String owner, @Nullable LocalDate due) {
        return actions.add("INC-1", what, owner, due, null, DANA);
    }

    private Actions.Action find(String id) {
        return actions.find(id).orElseThrow();
    }

    /** Agreed on when that day was still to come. */
    private String overdue(String what, LocalDate dueOn) {
        String id = add(what, "dana", today());
        rows.change(id, "dana", dueOn, null, null);
        return id;
    }

    private void look() {
        while (reminders.work()) {
            // until nobody is to be reminded
        }
    }

    @Test
    void openOnesComeByDateOverdueFirstThenThoseWithoutOneThenWhatIsDone() {
        String late = overdue("late", today().minusDays(3));
        String due = add("due today", "omar", today());
        String never = add("some day", null, null);
        String done = overdue("done", today().minusDays(9));
        actions.done(done, DANA);
        assertThat(ids(new Actions.Search(Actions.Show.ALL, null, null))).containsExactly(late, due, never, done);
        assertThat(ids(new Actions.Search(Actions.Show.OPEN, null, null))).containsExactly(late, due, never);
        assertThat(ids(new Actions.Search(Actions.Show.OVERDUE, null, null))).containsExactly(late);
        assertThat(ids(new Actions.Search(Actions.Show.DONE, null, null))).containsExactly(done);
        assertThat(ids(new Actions.Search(Actions.Show.OPEN, "omar", null))).containsExactly(due);
        assertThat(ids(new Actions.Search(Actions.Show.OPEN, null, "INC-2"))).isEmpty();
        assertThat(actions.list(new Actions.Search(Actions.Show.ALL, null, null), 1, 2))
                .extracting(Actions.Action::id)
                .containsExactly(due, never);
        assertThat(actions.overdue()).isEqualTo(1);
        assertThat(find(late).overdue()).isTrue();
        assertThat(find(due).overdue()).isFalse();
        assertThat(find(due).incidentTitle()).isEqualTo("Sign-ins fail");
    }

    private List<String> ids(Actions.Search search) {
        return actions.list(search, 0, 50).stream().map(Actions.Action::id).toList();
    }

    @Test
    void whatIsDoneIsOnRecordOnceAndCanBeTakenBack() {
        String id = add("a second provider", "dana", today());
        actions.done(id, DANA);
        actions.done(id, DANA);
        assertThat(find(id).doneAt()).isNotNull();
        assertThatThrownBy(() -> actions.change(id, "omar", null, null, DANA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mark it as not done");
        actions.undone(id, DANA);
        actions.change(id, "omar", today().plusDays(2), "https://tracker.example/1", DANA);
        assertThat(find(id).owner()).isEqualTo("omar");
        assertThat(find(id).link()).isEqualTo("https://tracker.example/1");
        assertThat(record)
                .extracting(Entry::kind)
                .containsExactly("action.agreed", "action.done", "action.undone", "action.changed");
        assertThat(record).allMatch(e -> e.body().equals(Map.of("action", id)));
    }

    @Test
    void whatDoesNotFitIsToldWithWhatWouldBeRight() {
        assertThatThrownBy(() -> add(" ", null, null)).hasMessageContaining("'what' has 1 to 2000 characters");
        assertThatThrownBy(() -> add("x", "nobody", null))
                .hasMessage("'owner' is 'nobody', and nobody of the house has that username");
        assertThatThrownBy(() -> actions.add("INC-1", "x", null, null, "javascript:alert(1)", DANA))
                .hasMessageContaining("'link' is an address that begins with https://");
        assertThatThrownBy(() -> add("x", null, today().minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("and that is over; it is " + today() + " or later");
        assertThatThrownBy(() -> add("x", null, LocalDate.parse("-99999-01-01")))
                .hasMessageContaining("that is over");
        assertThatThrownBy(() -> add("x", null, LocalDate.of(9999, 1, 1))).hasMessageContaining("or sooner");
        String late = overdue("late", today().minusDays(3));
        actions.change(late, "omar", today().minusDays(3), null, DANA);
        assertThat(find(late).owner()).as("an overdue one keeps its date").isEqualTo("omar");
        assertThatThrownBy(() -> actions.change(late, "omar", today().minusDays(2), null, DANA))
                .hasMessageContaining("that is over");
        assertThatThrownBy(() -> actions.add("INC-9", "x", null, null, null, DANA))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> actions.done("no-such", DANA)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void theOwnerIsRemindedInTheMorningOfTheDayTheMorningAfterAndOnceAWeek() {
        goTo(today().plusDays(1), 8, 0);
        LocalDate due = today().plusDays(2);
        String id = add("a second provider for sign-in", "dana", due);
        look();
        assertThat(letters).isEmpty();
        assertThat(reminders.nextDue(World.LIVE))
                .contains(due.atTime(9, 0).atZone(zone).toInstant());
        goTo(due, 9, 1);
        look();
        look();
        assertThat(letters).hasSize(1);
        NewMessage first = letters.get(0);
        assertThat(first.topic()).isEqualTo("INC-1/remind/action/" + id);
        assertThat(first.texts())
                .extracting(NewMessage.Text::channel)
                .containsExactly(Channel.SLACK, Channel.SMS, Channel.EMAIL);
        assertThat(first.texts().get(0).body())
                .startsWith("*Due today: a second provider for sign-in*")
                .contains("https://holdfast.example/actions/" + id);
        for (int[] step : new int[][] {{1, 2}, {5, 2}, {8, 3}, {14, 3}, {15, 4}}) {
            goTo(due.plusDays(step[0]), 9, 1);
            look();
            assertThat(letters).as("%d days after", step[0]).hasSize(step[1]);
        }
        assertThat(letters.get(3).texts().get(2).body()).startsWith("Overdue since " + due);
        actions.done(id, DANA);
        goTo(due.plusDays(40), 9, 1);
        look();
        assertThat(letters).hasSize(4);
        assertThat(reminders.nextDue(World.LIVE)).isEmpty();
    }

    @Test
    void aNewDateBeginsAnewAndWhatNobodyOwnsIsToldToWhoLooksAfterResilience() {
        goTo(today().plusDays(1), 8, 0);
        String id = add("nobody's", null, today());
        goTo(today(), 9, 1);
        look();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).audience().toString()).contains("person:kai");
        actions.change(id, null, today().plusDays(10), null, DANA);
        goTo(today().plusDays(1), 9, 1);
        look();
        assertThat(letters).hasSize(1);
        goTo(today().plusDays(9), 9, 1);
        look();
        assertThat(letters).hasSize(2);
    }

    @Test
    void actionsOfBeforeRemindersWereKeptAreRemindedOf() {
        db.sql("""
                INSERT INTO review_action (id, incident_key, place, what, owner, due_on, agreed_at)
                VALUES ('old', 'INC-2', 1, 'of before', 'dana', :due, :at)
                """)
                .param("due", today().minusDays(20))
                .param("at", io.holdfast.time.SqlTime.of(clock.in(World.LIVE)))
                .update();
        look();
        assertThat(letters).hasSize(1);
    }

    private final class Postbox implements Outbox {
        @Override
        public long put(NewMessage message) {
            letters.add(message);
            return letters.size();
        }

        @Override
        public void withdraw(World world, String topic, String because) {}

        @Override
        public boolean anybodyTold(World world, String topic) {
            return false;
        }

        @Override
        public Optional<Progress> progress(World world, String topic) {
            return Optional.empty();
        }

        @Override
        public void release(long message) {}
    }

    private final class Counted implements Ids {
        @Override
        public String id() {
            return "a" + ++count;
        }

        @Override
        public String secret() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    }

    private static final class Crowd implements People {
        private static final List<Member> ALL =
                List.of(member("dana", "commander"), member("omar", "commander"), member("kai", "resilience-lead"));

        private static Member member(String name, String role) {
            return new Member(
                    name, name, Set.of(role), Set.of(), "U" + name, "+447700900101", name + "@x.example", true);
        }

        @Override
        public Optional<Member> find(String username) {
            return ALL.stream().filter(m -> m.username().equals(username)).findFirst();
        }

        @Override
        public Optional<Member> bySlack(String slackUser) {
            return ALL.stream()
                    .filter(m -> Objects.equals(m.slack(), slackUser))
                    .findFirst();
        }

        @Override
        public List<Member> all() {
            return ALL;
        }

        @Override
        public List<Member> inGroup(String group) {
            return ALL.stream().filter(m -> m.groups().contains(group)).toList();
        }
    }
}
