package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.incident.IncidentsForTests;
import io.holdfast.scorecard.VendorScorecards.Card;
import io.holdfast.scorecard.VendorScorecards.Imported;
import io.holdfast.scorecard.VendorScorecards.Published;
import io.holdfast.scorecard.VendorScorecards.Summary;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What could be taken into a talk about a vendor's contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VendorsContract {
    private static final Actor KAI = new Actor.Person("kai");
    private static final Scorecards.Question ALL =
            Periods.of("2026-03-01", "2026-11-30", null, FortyIncidents.LONDON, FortyIncidents.NOW);

    private HikariDataSource database;
    private ScorecardWired wired;
    private VendorScorecards vendors;
    private final List<Entry> record = new ArrayList<>();

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        database = database();
        wired = new ScorecardWired(database, FortyIncidents.catalog(FortyIncidents.LONDON), FortyIncidents.NOW);
        new WrittenHistory(wired.db).write();
        wired.countAll();
        vendors = new VendorScorecardOfRows(
                wired.scorecards,
                wired.ledger,
                new VendorRows(wired.db),
                wired.rows,
                IncidentsForTests.over(
                        wired.db,
                        wired.times,
                        record::add,
                        (World w, String incident, String kind, @Nullable String ref) -> {}),
                record::add,
                wired.playbooks,
                wired.times,
                wired.transaction);
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void thoseWhoCostCustomersMostComeFirst() {
        List<Summary> all = vendors.all(ALL);
        // 525 and 454 minutes, as FiguresTest works out.
        assertThat(all).extracting(s -> s.vendor().id()).containsExactly("harrow", "ringwell");
        assertThat(all).extracting(Summary::minutes).containsExactly(525.0, 454.0);
        // One of nine questions answered, and none.
        assertThat(all).extracting(Summary::gaps).containsExactly(8L, 9L);
    }

    @Test
    void noticeIsHeldAgainstOurDetectionAndTheContract() {
        Card card = vendors.of("harrow", ALL);
        // 1: 9 min after us, 4: 2 before, 10: 50 after; the contract has 30. Of the other seven they told us nothing.
        assertThat(card.told()).isEqualTo(new VendorScorecards.Told(10, 3, 1, 2L));
        assertThat(card.incidents().get(0).key()).isEqualTo("INC-29");
        assertThat(card.incidents().get(0).noticeSeconds()).isNull();
        VendorScorecards.Line first = card.incidents().get(9);
        assertThat(first.key()).isEqualTo("INC-1");
        assertThat(first.noticeSeconds()).isEqualTo(9 * 60);
        assertThat(first.answerSeconds()).isEqualTo(12 * 60);
        assertThat(first.minutes()).isEqualTo(30);
        assertThat(vendors.of("ringwell", ALL).told().within()).isNull();
    }

    @Test
    void whatSitsUnderneathIsWhatTheCatalogKnowsAndWhatTheyHaveNotAnsweredIsAGap() {
        Card card = vendors.of("harrow", ALL);
        assertThat(card.runs()).containsExactly("idp");
        assertThat(card.underneath()).contains("the platform cumulon-eu", "the region eu-west");
        assertThat(card.gaps()).extracting(q -> q.id()).doesNotContain("clouds").contains("backup", "history");
        assertThatThrownBy(() -> vendors.of("nobody", ALL))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("The catalog has no vendor 'nobody'; it has harrow, ringwell");
    }

    @Test
    void theirHistoryIsHeldAgainstOursAndImportingAgainReplacesIt() {
        String history = """
                {"incidents":[
                 {"id":"a","name":"Tokens are slow","impact":"major","created_at":"2026-05-04T11:00:00Z",
                  "started_at":"2026-05-04T09:55:00Z","resolved_at":"2026-05-04T11:10:00Z"},
                 {"id":"b","name":"Console is slow","impact":"minor","created_at":"2026-04-12T09:00:00Z",
                  "resolved_at":"2026-04-12T10:00:00Z"},
                 {"id":"c","name":"Long ago","impact":"minor","created_at":"2020-04-12T09:00:00Z"}]}
                """;
        assertThat(vendors.importHistory("harrow", history, KAI)).isEqualTo(new Imported(3, 0));
        assertThat(vendors.importHistory("harrow", history.replace("Tokens are slow", "Tokens were slow"), KAI))
                .isEqualTo(new Imported(0, 3));
        VendorScorecards.History known = vendors.of("harrow", ALL).history();
        assertThat(known.items())
                .extracting(Published::id, Published::name, Published::ours)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("a", "Tokens were slow", "INC-10"),
                        org.assertj.core.api.Assertions.tuple("b", "Console is slow", null));
        assertThat(known.unseen()).isEqualTo(1);
        assertThat(known.unpublished()).isEqualTo(9);
        assertThat(record)
                .anyMatch(e -> e.kind().equals("vendor.history") && e.chain().equals(Entry.HOUSE));
        assertThatThrownBy(() -> vendors.importHistory("harrow", "{}", KAI))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerIsNotedWithItsIncidentAndCountsAtOnce() {
        Instant at = Instant.parse("2026-11-09T10:50:00Z");
        entry("INC-29", "2026-11-09T10:40:00Z");
        vendors.answered("harrow", "INC-29", at, KAI);
        assertThat(record)
                .anyMatch(e -> e.kind().equals("vendor.answered") && e.chain().equals("INC-29"));
        assertThat(vendors.of("harrow", ALL).incidents().get(0).answerSeconds()).isEqualTo(600);
        assertThatThrownBy(() -> vendors.answered("ringwell", "INC-29", at, KAI))
                .hasMessage("The cause of INC-29 is not run by 'ringwell', so its answer does not belong there");
        assertThatThrownBy(() -> vendors.answered("harrow", "INC-29", Instant.parse("2026-11-09T09:00:00Z"), KAI))
                .hasMessageContaining("lies before the incident began");
        assertThatThrownBy(() -> vendors.answered("harrow", "INC-99", at, KAI))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aCaseThatHasNoNumberIsOneAllTheSame() {
        wired.db
                .sql("""
                        INSERT INTO answer (task_id, incident_key, task_key, by_kind, by_name, answered_at, answers)
                        VALUES ('t28', :key, 'openVendorCase', 'person', 'kai', :at, '{}')
                        """)
                .param("key", "INC-10")
                .param("at", SqlTime.of(Instant.parse("2026-05-04T11:00:00Z")))
                .update();
        vendors.answered("harrow", "INC-10", Instant.parse("2026-05-04T11:20:00Z"), KAI);
        assertThat(vendors.of("harrow", ALL).incidents())
                .filteredOn(line -> line.key().equals("INC-10"))
                .singleElement()
                .satisfies(line -> assertThat(line.answerSeconds()).isEqualTo(1200));
    }

    private void entry(String chain, String at) {
        wired.db
                .sql("INSERT INTO evidence VALUES ('live', :chain, 1000, :at, 'vendor.case', FALSE, :body, '', '')")
                .param("chain", chain)
                .param("at", SqlTime.of(Instant.parse(at)))
                .param("body", "{\"at\":\"" + at + "\",\"kind\":\"vendor.case\",\"by\":{},\"body\":{\"case\":\"C-7\"}}")
                .update();
    }

    @Test
    void whatTheyToldUsIsShownAsItCameIn() {
        wired.db
                .sql("""
                        INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, severity, region, channel, segment,
                          at, world_at, received_at, repeats, incident, digest, body)
                        VALUES ('live', 'n1', 1, 'statuspage', 'notice', 'firing', 'Tokens are slow', '', '', '', '', :at, :at, :at, 0,
                          'INC-10', '', '{"incident":{"name":"Tokens are slow"}}')
                        """)
                .param("at", SqlTime.of(Instant.parse("2026-05-04T11:00:00Z")))
                .update();
        VendorScorecards.Notices notices = vendors.notices("harrow", "INC-10");
        assertThat(notices.vendor().name()).isEqualTo("Harrow ID");
        assertThat(notices.items()).singleElement().satisfies(n -> {
            assertThat(n.body()).isEqualTo("{\"incident\":{\"name\":\"Tokens are slow\"}}");
            assertThat(n.receivedAt()).isEqualTo("2026-05-04T11:00:00Z");
        });
    }
}
