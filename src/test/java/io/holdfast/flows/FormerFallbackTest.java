package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.Databases;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What began on the diagram of before, where a mode had no actions, goes on by it to its end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormerFallbackTest {
    private Loop loop;

    @BeforeAll
    void start() {
        String former = ActionsContract.read(Path.of("src/test/resources/former/fallback.bpmn"));
        loop = new Loop(Databases.h2(), true, Map.of("processes/fallback.bpmn", former));
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    private List<String> states(String key) {
        return loop.bean(Modes.class).of(key).stream().map(ModeSwitch::state).toList();
    }

    @Test
    void aModeIsSwitchedVerifiedAndPutBack() {
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
        assertThat(states(key)).containsExactly("on");
        loop.signals(key, Verdict.GOOD);
        assertThat(states(key)).containsExactly("verified");
        loop.change(key, i -> i.end(Ending.CANCELLED, new Actor.Person("dana"), "the test says so"));
        assertThat(states(key)).containsExactly("off");
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void stepsByHandAreTasksOnBothWays() {
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch", "mode", "callback-later"));
        assertThat(loop.task(key, "switchByHand").about()).contains("1) Queue settings: open the call-back list");
        loop.answer(key, "switchByHand", Loop.DANA, Map.of());
        assertThat(states(key)).containsExactly("on");
        loop.change(key, i -> i.end(Ending.CANCELLED, new Actor.Person("dana"), "the test says so"));
        assertThat(loop.task(key, "undoByHand").about()).contains("1) Queue settings: close the list");
        loop.answer(key, "undoByHand", Loop.DANA, Map.of());
        assertThat(states(key)).containsExactly("off");
        assertThat(loop.left(key)).isZero();
    }
}
