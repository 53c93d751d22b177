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

/** Judge the drill: it passed where each expectation came true. */
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
        rows.end(drill.number(), passed ? Drill.State.PASSED : Drill.State.FAILED, drill.problem(), times.real());
        execution.setVariable("verdict", passed ? "passed" : "failed");
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                passed ? "drill.passed" : "drill.failed",
                drill.id() + (passed ? " passed: " : " failed: ") + drill.name() + " (" + met + " of " + expected.size()
                        + " expectations)",
                new Actor.Self("drill"),
                Map.of("drill", drill.id(), "scenario", drill.scenario(), "met", met, "of", (long) expected.size())));
    }
}
