package io.holdfast.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModeMovesTest {
    private static final List<String> STATES =
            List.of("proposed", "switching", "on", "verified", "failing-back", "rolling-back", "off", "refused");

    @Test
    void anIllegalMoveNamesBothEnds() {
        assertThatThrownBy(() -> ModeMoves.check("sign-in/security-questions", "refused", "on"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The mode sign-in/security-questions is refused and can't become on");
    }

    @Test
    void exactlyTheMovesOfTheContractAreLegal() {
        Set<String> legal = new TreeSet<>();
        for (String from : STATES) {
            for (String to : STATES) {
                if (ModeMoves.allows(from, to)) {
                    legal.add(from + " > " + to);
                }
            }
        }
        assertThat(legal)
                .containsExactlyInAnyOrder(
                        "proposed > switching",
                        "proposed > refused",
                        "switching > on",
                        "switching > failing-back",
                        "switching > rolling-back",
                        "on > verified",
                        "on > failing-back",
                        "on > rolling-back",
                        "verified > failing-back",
                        "verified > rolling-back",
                        "failing-back > off",
                        "rolling-back > off");
    }

    @Test
    void fromEveryStateThereIsAWayToTheEndAndNoneBack() {
        for (String state : STATES) {
            assertThat(reaches(state, "off") || reaches(state, "refused"))
                    .as(state)
                    .isTrue();
        }
        assertThat(STATES).noneMatch(s -> ModeMoves.allows("off", s) || ModeMoves.allows("refused", s));
    }

    private static boolean reaches(String from, String to) {
        return from.equals(to) || STATES.stream().anyMatch(s -> ModeMoves.allows(from, s) && reaches(s, to));
    }
}
