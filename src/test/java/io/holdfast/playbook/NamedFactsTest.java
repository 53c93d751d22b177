package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a table can't ask does not make two questions of one. */
class NamedFactsTest {
    private final NamedFacts named = new NamedFacts();

    private Map<String, Object> of(Map<String, String> cells) {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "journey",
                "sign-in",
                "light",
                "identity",
                "verdict",
                "bad",
                "suspect",
                "crm",
                "suspectKind",
                "crm",
                "severity",
                "SEV1"));
        facts.put("identity", "bad");
        facts.put("hour", 9L);
        String table = Cells.of("fallback-rules", cells).values().iterator().next();
        return named.of(Sha256.of(table), table.getBytes(StandardCharsets.UTF_8), facts);
    }

    @Test
    void whatNoExpressionAndNoCellNamesIsLeftOutEvenWhereAWordLooksLikeIt() {
        assertThat(of(Map.of())).containsOnlyKeys("journey", "light", "verdict", "suspect", "suspectKind", "severity");
    }

    @Test
    void aCellThatNamesAnotherFactAsksIt() {
        assertThat(of(Map.of("r1i3", "identity"))).containsKey("identity").doesNotContainKey("hour");
        assertThat(of(Map.of("r1o2", "string(hour)"))).containsKey("hour");
        assertThat(of(Map.of("r1i6", "some hour in [hour] satisfies hour = 9"))).containsKey("hour");
    }

    @Test
    void aTableThatCantBeReadIsTakenToAskThemAll() {
        assertThat(of(Map.of("r1i3", "[5.."))).hasSize(8);
    }
}
