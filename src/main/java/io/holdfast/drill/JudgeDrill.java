package io.holdfast.drill;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Judge the drill: it passed where each expectation came true; one that was broken off is neither passed nor failed. */
@Component("judgeDrill")
class JudgeDrill implements JavaDelegate {
    private final DrillRows rows;
    private final Evidence evidence;
    private final Times times;

    JudgeDrill(DrillRows rows, Evidence evidence, Times times) {
        this.rows = rows;
        this.evidence = evidence;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DrillRow drill = StartedDrills.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        List<Drill.Expected> expected = rows.expected(drill.number());
        long met = expected.stream().filter(e -> e.outcome().equals("passed")).count();
        boolean passed = drill.problem() == null && met == expected.size();
        Drill.State state =
                drill.aborted() != null ? Drill.State.ABORTED : passed ? Drill.State.PASSED : Drill.State.FAILED;
        rows.end(drill.number(), state, drill.problem(), times.real());
        execution.setVariable("verdict", state.id());
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "drill." + state.id(),
                drill.id() + " " + word(state) + ": " + drill.name()
                        + (drill.aborted() != null
                                ? ". " + drill.aborted()
                                : " (" + met + " of " + expected.size() + " expectations)"),
                new Actor.Self("drill"),
                Map.of("drill", drill.id(), "scenario", drill.scenario(), "met", met, "of", (long) expected.size())));
    }

    private static String word(Drill.State state) {
        return state == Drill.State.ABORTED ? "was broken off" : state.id();
    }
}
