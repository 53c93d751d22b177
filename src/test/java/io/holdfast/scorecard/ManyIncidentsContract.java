package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.IncidentsForTests;
import io.holdfast.incident.Severity;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A thousand past incidents; with a hundred thousand and a clock in hand: {@code docs/proofs/scorecard.sh}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManyIncidentsContract {
    private static final int MANY = 1_000;
    private static final Question ALL = new Question(Instant.EPOCH, FortyIncidents.NOW.plusSeconds(1), By.NONE);

    private HikariDataSource database;
    private ScorecardWired wired;
    private Incidents incidents;

    abstract HikariDataSource database();

    @BeforeAll
    void start() throws SQLException {
        database = database();
        ManyIncidents.write(database, MANY, FortyIncidents.NOW);
        wired = new ScorecardWired(database, FortyIncidents.catalog(FortyIncidents.LONDON), FortyIncidents.NOW);
        wired.countAll();
        incidents = IncidentsForTests.over(
                wired.db,
                new SettableClock(false),
                entry -> {},
                (World w, String incident, String kind, @Nullable String ref) -> {});
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void eachIsCountedOnceWhateverItIsGroupedBy() {
        Scorecard card = wired.scorecards.of(ALL);
        assertThat(card.notCounted()).isZero();
        assertThat(card.all().incidents() + card.apart().falseAlarms()).isEqualTo(MANY);
        for (By by : List.of(By.VENDOR, By.TEAM, By.SEVERITY, By.MONTH, By.JOURNEY)) {
            assertThat(wired.scorecards.of(new Question(ALL.from(), ALL.to(), by)).groups().stream()
                            .mapToLong(Group::incidents)
                            .sum())
                    .as(by.toString())
                    .isEqualTo(card.all().incidents());
        }
        assertThat(card.all().figure(FigureKind.TIME_TO_RESTORE).orElseThrow().leftOut())
                .isZero();
        assertThat(card.load().stream().mapToLong(Scorecard.Load::pages).sum()).isEqualTo(MANY);
        assertThat(card.all().figure(FigureKind.AUTHENTICATION).orElseThrow().count())
                .isPositive();
        long alarms = card.noise().stream().mapToLong(Scorecard.Noise::alarms).sum();
        assertThat(alarms).isEqualTo(2L * MANY);
    }

    @Test
    void pagesOfTheListFollowEachOtherWithoutGapsAndTheNewestComesFirst() {
        List<Long> seen = new ArrayList<>();
        Long before = null;
        do {
            List<Incident> page = incidents.list(World.LIVE, new Incidents.Search(null, false, null), before, 700);
            page.forEach(i -> seen.add(i.number()));
            before = page.size() < 700 ? null : page.get(699).number();
        } while (before != null);
        assertThat(seen).hasSize(MANY).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(incidents.open(World.LIVE)).isEmpty();
    }

    @Test
    void wordsAreFoundWhereverTheyStandAndAllOfThemMustBeThere() {
        assertThat(found("zebrafish")).containsExactly("INC-7");
        assertThat(found("ZEBRA fish")).containsExactly("INC-7");
        assertThat(found("inc-999")).containsExactly("INC-999");
        assertThat(found("records us-east")).isNotEmpty().allMatch(k -> k.startsWith("INC-"));
        assertThat(found("records nowhere")).isEmpty();
        assertThat(found("100%")).isEmpty();
        assertThat(found("_")).isEmpty();
        List<Incident> grave =
                incidents.list(World.LIVE, new Incidents.Search("assistant", false, Severity.SEV1), null, 50);
        assertThat(grave)
                .isNotEmpty()
                .allMatch(i -> i.severity() == Severity.SEV1 && i.title().startsWith("Assistant"));
        assertThat(grave.get(0).journeys()).hasSize(1);
        assertThat(grave.get(0).suspects()).hasSize(2);
    }

    private List<String> found(String words) {
        return incidents.list(World.LIVE, new Incidents.Search(words, false, null), null, 20).stream()
                .map(Incident::key)
                .toList();
    }
}
