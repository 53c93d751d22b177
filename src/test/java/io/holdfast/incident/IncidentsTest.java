package io.holdfast.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.Databases;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The incident's row on both databases, and the verbs that change it. */
class IncidentsTest {
    private static final Actor DANA = new Actor.Person("dana");

    static Stream<DataSource> databases() {
        return Stream.of(Databases.h2(), Databases.postgres());
    }

    private record House(IncidentRows incidents, TransactionTemplate tx, List<Entry> record, List<String> nudges) {
        static House over(DataSource source) {
            List<Entry> record = new ArrayList<>();
            List<String> nudges = new ArrayList<>();
            return new House(
                    new IncidentRows(
                            JdbcClient.create(source),
                            new SettableClock(false),
                            record::add,
                            (World w, String incident, String kind, @Nullable String ref) -> nudges.add(kind)),
                    new TransactionTemplate(new DataSourceTransactionManager(source)),
                    record,
                    nudges);
        }

        Incident open() {
            return java.util.Objects.requireNonNull(tx.execute(t -> incidents.open(new NewIncident(
                    World.LIVE,
                    "Customers may not be able to prove who they are",
                    new Scope(List.of("eu-west"), List.of(), List.of()),
                    List.of(lights(Verdict.BAD)),
                    "critical",
                    List.of("identity-provider"),
                    List.of("alert"),
                    true,
                    false,
                    1,
                    Instant.parse("2026-11-23T08:52:00Z"),
                    new Actor.Self("detect"),
                    "a critical alert"))));
        }

        void change(String key, java.util.function.Consumer<Incident> verb) {
            tx.executeWithoutResult(t -> {
                Incident incident = incidents.locked(key);
                verb.accept(incident);
                incidents.save(incident);
            });
        }
    }

    private static JourneyLights lights(Verdict identity) {
        return new JourneyLights("sign-in", Verdict.GOOD, identity, Verdict.UNKNOWN, Verdict.STRAINED);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsSavedReadsTheSameAgain(DataSource source) {
        House house = House.over(source);
        Incident opened = house.open();
        assertThat(opened.key()).isEqualTo("INC-1");
        assertThat(house.nudges()).containsExactly("start");

        Suspect suspect = new Suspect(
                "identity-provider", "Identity provider", "identity", 7, "Named by the alert.", "Tokens come fast.");
        house.change("INC-1", i -> {
            i.rank(List.of(suspect));
            i.take("commander", "dana", null, DANA);
        });

        Incident read = house.incidents().find("INC-1").orElseThrow();
        assertThat(read.journeys()).containsExactly(lights(Verdict.BAD));
        assertThat(read.scope().regions()).containsExactly("eu-west");
        assertThat(read.suspects()).containsExactly(suspect);
        assertThat(read.commander()).contains("dana");
        assertThat(read.acknowledgedAt()).isPresent();
        assertThat(read.alerted()).containsExactly("identity-provider");
        assertThat(house.incidents().list(World.LIVE, true, null, 10)).hasSize(1);
        assertThat(house.record()).extracting(Entry::kind).contains("incident.opened", "incident.suspects");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anIncidentEndsOnceAndBothEndingsAreNamed(DataSource source) {
        House house = House.over(source);
        house.open();
        house.change("INC-1", i -> i.end(Ending.FALSE_ALARM, DANA, "a test of the probe"));
        assertThatThrownBy(() -> house.change("INC-1", i -> i.end(Ending.RESOLVED, DANA, "late")))
                .hasMessage("INC-1 has ended as false-alarm and can't end as resolved");
        assertThat(house.nudges()).contains("ended-early");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void onlyAChangeOfFactsOrSignalsWakesItsProcess(DataSource source) {
        House house = House.over(source);
        house.open();
        house.nudges().clear();
        Observation same = new Observation(
                "Customers may not be able to prove who they are",
                new Scope(List.of("eu-west"), List.of(), List.of()),
                List.of(lights(Verdict.BAD)),
                Verdict.BAD,
                "critical",
                List.of("identity-provider"),
                List.of("alert"));
        house.change("INC-1", i -> i.observed(same));
        assertThat(house.nudges()).isEmpty();
        house.change(
                "INC-1",
                i -> i.observed(new Observation(
                        same.title(),
                        same.scope(),
                        same.journeys(),
                        Verdict.GOOD,
                        same.senderSeverity(),
                        same.alerted(),
                        same.kinds())));
        assertThat(house.nudges()).containsExactly("signals-good");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPersonsSeverityStandsAgainstTheRule(DataSource source) {
        House house = House.over(source);
        house.open();
        Actor.Rule rule = new Actor.Rule("processes/decisions/severity.dmn", 1, "r1", 1);
        house.change("INC-1", i -> i.chooseSeverity(Severity.SEV1, "SEV1: most customers, no way round", DANA));
        house.change("INC-1", i -> i.rate(Severity.SEV3, "SEV3: few customers", "few", false, rule));
        Incident read = house.incidents().find("INC-1").orElseThrow();
        assertThat(read.severity()).isEqualTo(Severity.SEV1);
        assertThat(read.severityChosen()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whileItRecoversNoRuleMakesItSmallerAndItsReviewStaysDue(DataSource source) {
        House house = House.over(source);
        house.open();
        Actor.Rule rule = new Actor.Rule("processes/decisions/severity.dmn", 1, "r4", 1);
        house.change("INC-1", i -> i.rate(Severity.SEV2, "SEV2: many customers", "sign-in is down", true, rule));
        house.change(
                "INC-1",
                i -> i.observed(new Observation(
                        i.title(), i.scope(), List.of(), Verdict.GOOD, "", List.of(), List.of("alert"))));
        house.change("INC-1", i -> i.rate(Severity.SEV4, "SEV4: nobody", "no journey is hit", false, rule));
        Incident read = house.incidents().find("INC-1").orElseThrow();
        assertThat(read.severity()).isEqualTo(Severity.SEV2);
        assertThat(read.worthReview()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whoeverHoldsTheRowKeepsTheOthersNudgesWaiting(DataSource source) throws Exception {
        House house = House.over(source);
        house.open();
        house.tx().executeWithoutResult(t -> {
            house.incidents().locked("INC-1");
            Thread other = new Thread(() -> house.tx()
                    .executeWithoutResult(inner -> assertThat(house.incidents().tryLock(World.LIVE, "INC-1"))
                            .isEmpty()));
            List<Throwable> failed = new ArrayList<>();
            other.setUncaughtExceptionHandler((thread, e) -> failed.add(e));
            other.start();
            try {
                other.join(10_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(failed).isEmpty();
        });
        house.tx()
                .executeWithoutResult(t -> assertThat(house.incidents().tryLock(World.LIVE, "INC-1"))
                        .hasValue(1));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void reopeningTakesBackTheEndAndStartsTheLoopAgain(DataSource source) {
        House house = House.over(source);
        house.open();
        house.change("INC-1", i -> i.enter(Phase.RESOLVE));
        house.change("INC-1", i -> i.end(Ending.RESOLVED, DANA, "stable"));
        house.change("INC-1", i -> i.reopen(DANA, "bad again"));
        Incident read = house.incidents().find("INC-1").orElseThrow();
        assertThat(read.ending()).isEmpty();
        assertThat(read.phase()).isEqualTo(Phase.DETECT);
        assertThat(house.nudges()).contains("reopened");
    }
}
