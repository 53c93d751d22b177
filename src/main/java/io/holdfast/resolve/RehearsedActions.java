package io.holdfast.resolve;

import io.holdfast.engine.WorldWork;
import io.holdfast.time.World;
import org.springframework.stereotype.Component;

/**
 * Works off the steps of a drill's modes: at nobody. The same rows go through the same states by the drill's clock, and what the other
 * end would have said comes from the scenario.
 */
@Component
class RehearsedActions implements WorldWork, ActionPerformer {
    private final ModeActions actions;
    private final RehearsedEnds ends;

    RehearsedActions(ModeActions actions, RehearsedEnds ends) {
        this.actions = actions;
        this.ends = ends;
    }

    @Override
    public boolean run(World world) {
        if (world.isLive()) {
            throw new IllegalArgumentException("Real steps are done at real ends");
        }
        return actions.runDue(world, this) > 0;
    }

    @Override
    public ActionOutcome perform(ActionCall call) {
        String to =
                call.action().to() == null ? call.action().id() : call.action().to();
        return switch (ends.of(call.world(), to)) {
            case WELL -> ActionOutcome.done("Done, in the drill");
            case FAILS -> ActionOutcome.notTaken("It could not, in the drill", null);
            case REJECTS -> ActionOutcome.refused("It refused, in the drill");
            case SILENT -> ActionOutcome.unknown("It gave no answer, in the drill");
        };
    }

    @Override
    public ActionOutcome ask(ActionCall call) {
        return ActionOutcome.refused("Asked, it is not in effect");
    }
}
