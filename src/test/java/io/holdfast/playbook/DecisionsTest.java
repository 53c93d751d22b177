package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.catalog.Dependency;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.time.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
abstract class DecisionsTest {

    static class OnH2Test extends DecisionsTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends DecisionsTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    @TempDir
    Path folder;

    private Wired wired;
    private DmnDecisions decisions;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        wired = new Wired(database());
        decisions = wired.decisions(wired.start(folder));
        wired.entries.clear();
    }

    @AfterEach
    void close() {
        wired.close();
    }

    private static Map<String, Object> facts(Object... pairs) {
        Map<String, Object> facts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put((String) pairs[i], pairs[i + 1]);
        }
        return facts;
    }

    @Test
    void thresholdsGivePlainNumbersAndDurations() {
        Decision decision =
                decisions.evaluate(1, "thresholds", facts("metric", "authentication_success_rate", "region", null));
        assertThat(decision.rules()).containsExactly("r1");
        assertThat(decision.rows().get(0))
                .containsEntry("direction", "below")
                .containsEntry("bad", 0.95)
                .containsEntry("badFor", Duration.ofMinutes(2))
                .containsEntry("minCount", 20L);
        assertThat(decisions
                        .evaluate(1, "thresholds", facts("metric", "other", "region", null))
                        .rules())
                .containsExactly("r2");
    }

    @Test
    void allMatchingRowsComeInRuleOrderAndNoneIsNoError() {
        Decision decision = decisions.evaluate(
                1, "fallback-rules", facts("journey", "sign-in", "light", "identity", "verdict", "bad"));
        assertThat(decision.rows()).hasSize(1);
        assertThat(decision.text("mode")).isEqualTo("security-questions");
        assertThat(decision.rule()).isEqualTo(new Actor.Rule("processes/decisions/fallback-rules.dmn", 1, "r1", 1));
        assertThat(decisions
                        .evaluate(
                                1, "fallback-rules", facts("journey", "sign-in", "light", "context", "verdict", "bad"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatFeelWouldSilentlyMissIsConvertedOnItsWayIn() {
        // An Integer, a Duration and an enum's word; each of them would match nothing as it is.
        Decision severity = decisions.evaluate(
                1,
                "severity",
                facts("suspectKind", null, "senderSeverity", "", "journeysHit", 2, "sinceOnset", Duration.ofHours(3)));
        assertThat(severity.text("because")).isEqualTo("it goes on for over two hours");
        assertThat(FeelValues.plain(List.of(1, Dependency.Kind.CRM))).isEqualTo(List.of(1L, "CRM"));
    }

    @Test
    void aDecisionIsRecordedWithFactsInputsAndRule() {
        Map<String, Object> facts = facts(
                "suspectKind",
                "identity",
                "senderSeverity",
                "critical",
                "journeysHit",
                1L,
                "sinceOnset",
                Duration.ofMinutes(1),
                "hour",
                14L);
        wired.transaction.executeWithoutResult(tx -> {
            decisions.decide(World.LIVE, "INC-7", 1, "severity", facts);
            decisions.decide(World.LIVE, "INC-7", 1, "severity", facts);
        });
        Entry entry = wired.entries.get(0);
        assertThat(entry.chain()).isEqualTo("INC-7");
        assertThat(entry.kind()).isEqualTo("decision");
        assertThat(entry.text()).isEqualTo("Severity: SEV2, review. Sign-in hangs on it");
        assertThat(entry.by()).isEqualTo(new Actor.Rule("processes/decisions/severity.dmn", 1, "r1", 1));
        assertThat(entry.body().get("inputs"))
                .isEqualTo(Map.of(
                        "suspectKind", "identity",
                        "senderSeverity", "critical",
                        "journeysHit", 1L,
                        "sinceOnset", "PT1M"));
        String stored = wired.db
                .sql("SELECT body FROM decision_facts WHERE hash = :hash")
                .param("hash", entry.body().get("facts"))
                .query(String.class)
                .single();
        assertThat(stored)
                .isEqualTo("{\"hour\":14,\"journeysHit\":1,\"senderSeverity\":\"critical\",\"sinceOnset\":\"PT1M\","
                        + "\"suspectKind\":\"identity\"}");
    }

    @Test
    void anUnknownTableIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> decisions.evaluate(1, "luck", Map.of()))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Playbook 1 has no table processes/decisions/luck.dmn");
    }
}
