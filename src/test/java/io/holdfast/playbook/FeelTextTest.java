package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.playbook.CellChoice.Way;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeelTextTest {

    @Test
    void whatIsChosenBecomesACellAndTheCellIsReadAsWhatWasChosen() {
        assertThat(FeelText.oneOf(FactKind.TEXT, List.of("bad", "strained"))).isEqualTo("\"bad\", \"strained\"");
        assertThat(FeelText.noneOf(FactKind.TEXT, List.of("crm"))).isEqualTo("not(\"crm\")");
        assertThat(FeelText.oneOf(FactKind.NUMBER, List.of("1", "2.50"))).isEqualTo("1, 2.50");
        assertThat(FeelText.oneOf(FactKind.TEXT, List.of())).isEqualTo("-");
        assertThat(CellChoice.of("\"bad\", \"strained\""))
                .isEqualTo(new CellChoice(Way.ONE_OF, List.of("bad", "strained"), "\"bad\", \"strained\""));
        assertThat(CellChoice.of("not(\"crm\")").way()).isEqualTo(Way.NONE_OF);
        assertThat(CellChoice.of("not(\"crm\")").values()).containsExactly("crm");
        assertThat(CellChoice.of("").way()).isEqualTo(Way.ANY);
        assertThat(CellChoice.of("true").values()).containsExactly("true");
        assertThat(CellChoice.of("1, 7").values()).containsExactly("1", "7");
        assertThat(CellChoice.of(">= 5").way()).isEqualTo(Way.WRITTEN);
        assertThat(CellChoice.of("null").way()).isEqualTo(Way.WRITTEN);
        assertThat(CellChoice.of("list contains(?, \"a\")").way()).isEqualTo(Way.WRITTEN);
    }

    @Test
    void trueAndFalseAreChosenInTheOnlyWayThatFeelUnderstands() {
        assertThat(FeelText.oneOf(FactKind.YES_NO, List.of("true", "false"))).isEqualTo("-");
        assertThat(FeelText.noneOf(FactKind.YES_NO, List.of("true"))).isEqualTo("false");
        assertThat(FeelText.oneOf(FactKind.YES_NO, List.of("yes"))).isEqualTo("true");
    }

    @Test
    void comparisonsAndRangesKnowTheirEnds() {
        assertThat(FeelText.compared(FactKind.NUMBER, ">=", " 5 ")).isEqualTo(">= 5");
        assertThat(FeelText.compared(FactKind.DURATION, "<", "10 min")).isEqualTo("< duration(\"PT10M\")");
        assertThat(FeelText.between(FactKind.NUMBER, "0", true, "5", false)).isEqualTo("[0..5)");
        assertThatThrownBy(() -> FeelText.compared(FactKind.NUMBER, ">=", "five"))
                .hasMessage("'five' is no number, such as 3 or 0.95.");
        assertThatThrownBy(() -> FeelText.compared(FactKind.DURATION, "<", "soon"))
                .hasMessage("'soon' is no length of time, such as 5 min or PT5M.");
    }

    @Test
    void listsAreAskedWhatTheyHold() {
        assertThat(FeelText.oneOf(FactKind.TEXTS, List.of("crm", "idp")))
                .isEqualTo("list contains(?, \"crm\") or list contains(?, \"idp\")");
        assertThat(FeelText.noneOf(FactKind.TEXTS, List.of("crm"))).isEqualTo("not(list contains(?, \"crm\"))");
    }

    @Test
    void anAnswerTypedWithoutQuotesGetsThem() {
        assertThat(FeelText.output(FactKind.TEXT, "callback later")).isEqualTo("\"callback later\"");
        assertThat(FeelText.output(FactKind.TEXT, "\"callback\"")).isEqualTo("\"callback\"");
        assertThat(FeelText.output(FactKind.TEXT, "5\" pipe")).isEqualTo("\"5\\\" pipe\"");
        assertThat(FeelText.output(FactKind.TEXT, "= suspectTeam")).isEqualTo("suspectTeam");
        assertThat(FeelText.output(FactKind.TEXT, "\"hit: \" + string(journeysHit)"))
                .isEqualTo("\"hit: \" + string(journeysHit)");
        assertThat(FeelText.output(FactKind.TEXT, "\"so\" they say")).isEqualTo("\"\\\"so\\\" they say\"");
        assertThat(FeelText.output(FactKind.DURATION, "2 h")).isEqualTo("duration(\"PT2H\")");
        assertThat(FeelText.output(FactKind.DURATION, "duration(\"PT5M\")")).isEqualTo("duration(\"PT5M\")");
        assertThat(FeelText.output(FactKind.NUMBER, "0.95")).isEqualTo("0.95");
        assertThat(FeelText.output(FactKind.NUMBER, "")).isEmpty();
    }
}
