package io.holdfast.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.catalog.Verdict;
import io.holdfast.detect.ReadingsAgain.Refolded;
import io.holdfast.detect.ReadingsAgain.Stood;
import io.holdfast.playbook.Cells;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the edge took in and the judge judged is folded again, under the sample and under a changed table. */
@NullUnmarked
abstract class RefoldedReadingsTest {

    static class OnH2Test extends RefoldedReadingsTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends RefoldedReadingsTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private HikariDataSource source;
    private Node node;
    private int batches;
    private Instant minute;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        source = database();
        node = new Node(source);
        minute = node.now();
    }

    @AfterEach
    void close() {
        node.close();
        source.close();
    }

    private void minutes(int minutes, double value) {
        for (int i = 0; i < minutes; i++) {
            node.advance(Duration.ofMinutes(1));
            minute = minute.plus(Duration.ofMinutes(1));
            measured(value, minute);
        }
    }

    private void measured(double value, Instant at) {
        node.tell(
                "{\"kind\":\"measurement\",\"journey\":\"sign-in\",\"metric\":\"authentication_success_rate\",\"value\":"
                        + value + ",\"count\":412,\"labels\":{\"region\":\"eu-west\"},\"at\":\"" + at + "\"}");
    }

    private List<Refolded> again(Map<String, String> cells) {
        SampleVersion sample = new SampleVersion(node.db, Cells.of("thresholds", cells));
        List<Refolded> all = new ArrayList<>();
        new ReadingsForTests(source, node.clock)
                .again(sample)
                .each(1, 2, node.now().minus(Duration.ofDays(400)), all::add, () -> batches++);
        return all;
    }

    @Test
    void anIndicatorStandsUnderEachRuleAsReadingsAndTimeWouldHaveIt() {
        minutes(3, 0.99);
        Instant began = minute.plus(Duration.ofMinutes(1));
        minutes(5, 0.94);
        minutes(5, 0.7);
        assertThat(again(Map.of("r9o3", "0.95"))).singleElement().satisfies(r -> {
            assertThat(r.hits()).containsExactly("sign-in");
            assertThat(r.scope().regions()).containsExactly("eu-west");
            assertThat(r.before())
                    .containsExactly(new Stood(
                            began.plus(Duration.ofMinutes(2)), null, Verdict.BAD, began.plus(Duration.ofMinutes(7))));
            assertThat(r.after())
                    .containsExactly(new Stood(
                            began.plus(Duration.ofMinutes(2)), null, Verdict.BAD, began.plus(Duration.ofMinutes(2))));
        });
        assertThat(node.only().detectedAt())
                .as("the judge had seen it at that minute, too")
                .isCloseTo(began.plus(Duration.ofMinutes(7)), within(30, ChronoUnit.SECONDS));
    }

    @Test
    void whatComesLateIsFoldedWhereItWasMeasuredAndARestartChangesNothing() {
        minutes(3, 0.99);
        Instant began = minute;
        node.advance(Duration.ofMinutes(4));
        measured(0.7, began.plus(Duration.ofMinutes(4)));
        measured(0.7, began.plus(Duration.ofMinutes(3)));
        measured(0.7, began.plus(Duration.ofMinutes(1)));
        measured(0.7, began.plus(Duration.ofMinutes(2)));
        List<Refolded> first = again(Map.of("r9o5", "duration(\"PT1M\")"));
        node.close();
        node = new Node(source, node.clock);
        assertThat(again(Map.of("r9o5", "duration(\"PT1M\")")))
                .isEqualTo(first)
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.before()).extracting(Stood::alarm).containsExactly(began.plus(Duration.ofMinutes(3)));
                    assertThat(r.after()).extracting(Stood::alarm).containsExactly(began.plus(Duration.ofMinutes(2)));
                });
    }

    @Test
    void anIndicatorThatBothJudgeAlikeIsSkippedAndItsReadingsAreNotEvenRead() {
        minutes(5, 0.7);
        assertThat(again(Map.of("r2o3", "0.5"))).isEmpty();
        assertThat(batches).isZero();
    }

    @Test
    void aMetricThatNoRuleSpokeOfIsJudgedByTheNewOneFromItsFirstReadingOn() {
        SampleVersion none = new SampleVersion(node.db, Cells.of("thresholds", Map.of("r9i1", "\"another\"")));
        minutes(2, 0.99);
        node.db.sql("DELETE FROM indicator").update();
        node.db
                .sql("UPDATE signal SET reason = :reason WHERE world = :world")
                .param("reason", Judging.noRule("authentication_success_rate"))
                .param("world", World.LIVE.id())
                .update();
        node.db.sql("UPDATE signal SET metric_value = 0.7").update();
        List<Refolded> all = new ArrayList<>();
        node.advance(Duration.ofMinutes(1));
        new ReadingsForTests(source, node.clock)
                .again(none)
                .each(2, 1, node.now().minus(Duration.ofDays(1)), all::add, () -> batches++);
        assertThat(all).singleElement().satisfies(r -> {
            assertThat(r.before()).isEmpty();
            assertThat(r.after()).hasSize(1);
        });
    }
}
