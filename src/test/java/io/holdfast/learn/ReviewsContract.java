package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.IncidentsForTests;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Scope;
import io.holdfast.learn.Participants.Participant;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
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

/** Reviews: who took part, and which of them are late. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReviewsContract {
    private static final Actor KAI = new Actor.Person("kai");

    private HikariDataSource database;
    private JdbcClient db;
    private TransactionTemplate transaction;
    private Incidents incidents;
    private ReviewRows reviews;
    private ParticipantRows rows;
    private Participants participants;
    private final SettableClock clock = new SettableClock(true);
    private final List<Entry> record = new ArrayList<>();

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        database = database();
        db = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        incidents = IncidentsForTests.over(
                db, clock, record::add, (World w, String incident, String kind, @Nullable String ref) -> {});
        reviews = new ReviewRows(db);
        rows = new ParticipantRows(db);
        participants = new KeptParticipants(rows, reviews, incidents, new Crowd(), transaction);
        for (int i = 0; i < 3; i++) {
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
                    KAI,
                    "a test")));
        }
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        db.sql("DELETE FROM review_participant").update();
        db.sql("DELETE FROM review").update();
        record.clear();
    }

    private void draft(String key, Instant dueAt) {
        transaction.executeWithoutResult(tx -> {
            var incident = incidents.locked(key);
            incident.enter(Phase.LEARN);
            incidents.save(incident);
            reviews.draft(
                    key,
                    List.of(),
                    List.of(),
                    List.of("late"),
                    List.of(),
                    "It was slow",
                    "",
                    "",
                    "",
                    "dana",
                    clock.in(World.LIVE),
                    dueAt);
        });
        record.clear();
    }

    private Instant in(int days) {
        return clock.in(World.LIVE).plus(Duration.ofDays(days));
    }

    private List<String> named(String key) {
        return participants.of(key).stream().map(Participant::username).toList();
    }

    @Test
    void whoTookPartIsDraftedAndPeopleAreAddedAndTakenAway() {
        draft("INC-1", in(3));
        rows.draft(
                "INC-1",
                List.of(
                        new Participant("dana", true, false, true, 4, 1, 0, false),
                        new Participant("priya", false, true, false, 1, 0, 0, false)));
        assertThat(reviews.of("INC-1").orElseThrow().slow()).containsExactly("late");
        assertThat(reviews.of("INC-1").orElseThrow().overruled()).isEmpty();
        participants.add("INC-1", "lee", KAI);
        participants.add("INC-1", "lee", KAI);
        participants.takeAway("INC-1", "priya", KAI);
        participants.takeAway("INC-1", "priya", KAI);
        assertThat(participants.of("INC-1"))
                .containsExactly(
                        new Participant("dana", true, false, true, 4, 1, 0, false),
                        new Participant("lee", false, false, false, 0, 0, 0, true));
        assertThat(record).extracting(Entry::kind).containsExactly("review.participants", "review.participants");
        assertThat(record.toString()).doesNotContain("lee", "priya");
        assertThat(named("INC-2")).isEmpty();
    }

    @Test
    void aLaterDraftKeepsWhatPeopleSaid() {
        draft("INC-1", in(3));
        rows.draft(
                "INC-1",
                List.of(
                        new Participant("dana", true, false, true, 1, 0, 0, false),
                        new Participant("priya", false, true, false, 1, 0, 0, false)));
        participants.takeAway("INC-1", "priya", KAI);
        participants.add("INC-1", "lee", KAI);
        rows.draft(
                "INC-1",
                List.of(
                        new Participant("dana", true, false, true, 6, 0, 0, false),
                        new Participant("priya", false, true, false, 3, 0, 0, false),
                        new Participant("lee", false, false, false, 0, 1, 0, false),
                        new Participant("omar", false, false, false, 1, 0, 0, false)));
        assertThat(named("INC-1")).containsExactly("dana", "lee", "omar");
        assertThat(participants.of("INC-1").get(0).answers()).isEqualTo(6);
        assertThat(participants.of("INC-1").get(1).added()).isTrue();
        participants.add("INC-1", "priya", KAI);
        assertThat(named("INC-1")).containsExactly("dana", "priya", "lee", "omar");
    }

    @Test
    void onlyPeopleOfTheHouseAreNamedAndOnlyWhereThereIsAReview() {
        draft("INC-1", in(3));
        assertThatThrownBy(() -> participants.add("INC-1", "nobody", KAI))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nobody'");
        assertThatThrownBy(() -> participants.add("INC-2", "lee", KAI)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> participants.takeAway("INC-9", "lee", KAI)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aReviewIsLateOnceItsDateIsOverUntilItIsWrittenOrItsIncidentIsOpenedAgain() {
        draft("INC-1", in(-1));
        draft("INC-2", in(-4));
        draft("INC-3", in(1));
        Instant now = clock.in(World.LIVE);
        assertThat(reviews.late(now, 5)).extracting(Reviews.Late::incident).containsExactly("INC-2", "INC-1");
        assertThat(reviews.late(now, 1)).singleElement().satisfies(late -> {
            assertThat(late.owner()).isEqualTo("dana");
            assertThat(late.title()).isEqualTo("Sign-ins fail");
            assertThat(late.dueAt()).isBefore(now);
        });
        reviews.write("INC-2", "Written", "", "", "", null, "kai", now);
        assertThat(reviews.late(now, 5)).extracting(Reviews.Late::incident).containsExactly("INC-1");
        assertThat(reviews.of("INC-1").orElseThrow().dueAt()).isNotNull();
        transaction.executeWithoutResult(tx -> {
            db.sql("UPDATE incident SET phase = 'resolve' WHERE incident_key = 'INC-1'")
                    .update();
        });
        assertThat(reviews.late(now, 5)).isEmpty();
    }

    private static final class Crowd implements People {
        private static final List<Member> ALL =
                List.of(member("dana", "commander"), member("lee", "communications"), member("priya", "team:identity"));

        private static Member member(String name, String role) {
            return new Member(name, name, Set.of(role), Set.of(), null, null, null, true);
        }

        @Override
        public Optional<Member> find(String username) {
            return ALL.stream().filter(m -> m.username().equals(username)).findFirst();
        }

        @Override
        public Optional<Member> bySlack(String slackUser) {
            return Optional.empty();
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
