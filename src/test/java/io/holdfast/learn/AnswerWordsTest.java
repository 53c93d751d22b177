package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerWordsTest {
    @Test
    void whatATableAnsweredIsReadAsASentenceAndNotAsData() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("allowed", true);
        row.put("because", "Staff are told at any hour");
        assertThat(AnswerWords.of(List.of(row))).isEqualTo("allowed, because: Staff are told at any hour");
        row.put("allowed", false);
        assertThat(AnswerWords.of(List.of(row))).startsWith("not allowed, because: ");
        Map<String, Object> guard = new LinkedHashMap<>();
        guard.put("autonomy", "act");
        guard.put("atMostPerHour", 60L);
        guard.put("agentLevel", null);
        assertThat(AnswerWords.of(List.of(guard))).isEqualTo("autonomy act, at most per hour 60");
        assertThat(AnswerWords.of(List.of())).isEqualTo("no rule fits");
    }
}
