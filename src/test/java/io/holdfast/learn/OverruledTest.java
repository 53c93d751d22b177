package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.evidence.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverruledTest {
    private static Timeline.Line line(String kind, boolean automatic, Map<String, Object> body) {
        return new Timeline.Line(
                1, Instant.EPOCH, kind, "", automatic ? "a rule" : "Dana Ortiz", automatic, body, null);
    }

    private static List<String> of(Timeline.Line... lines) {
        return Overruled.of(List.of(lines)).stream()
                .map(o -> o.what() + " " + o.was() + ">" + o.became() + " by " + o.who())
                .toList();
    }

    @Test
    void whatAPersonMadeOtherwiseThanTheRulesProposedIsOverruled() {
        assertThat(of(
                        line("incident.severity", true, Map.of("severity", "SEV3")),
                        line("incident.severity", false, Map.of("severity", "SEV3")),
                        line("incident.severity", false, Map.of("severity", "SEV2")),
                        line("incident.suspects", true, Map.of("suspects", List.of(Map.of("id", "crm")))),
                        line("incident.cause", false, Map.of("suspect", "crm")),
                        line("incident.cause", false, Map.of("suspect", "idp")),
                        line("task.completed", false, Map.of("task", "takeOwnership", "verdict", "not-mine")),
                        line("task.completed", false, Map.of("task", "takeOwnership", "verdict", "take")),
                        line("mode.proposed", true, Map.of("switch", "s1", "mode", "questions")),
                        line("task.completed", false, Map.of("task", "approveMode", "ref", "s1", "verdict", "leave")),
                        line(
                                "task.completed",
                                false,
                                Map.of("task", "approveMode", "ref", "s1", "verdict", "switch", "mode", "callback")),
                        line("update.approved", false, Map.of("draft", "d1")),
                        line("update.approved", false, Map.of("draft", "d1", "edited", true)),
                        line("task.completed", false, Map.of("task", "approveUpdate", "verdict", "hold"))))
                .containsExactly(
                        "severity SEV3>SEV2 by Dana Ortiz",
                        "cause crm>idp by Dana Ortiz",
                        "owner > by Dana Ortiz",
                        "mode-off questions> by Dana Ortiz",
                        "mode questions>callback by Dana Ortiz",
                        "words > by Dana Ortiz",
                        "held > by Dana Ortiz");
    }
}
