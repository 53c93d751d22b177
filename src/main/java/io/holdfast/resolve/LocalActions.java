package io.holdfast.resolve;

import io.holdfast.catalog.ModeAction;
import io.holdfast.standin.ActionStandIn;

/** Does steps at a stand-in on this machine: for drills, tests, and ends whose address nobody has set. Reaches nothing real. */
public final class LocalActions implements ActionPerformer {
    private final ActionStandIn standIn;

    public LocalActions(ActionStandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public ActionOutcome perform(ActionCall call) {
        return switch (standIn.take(new ActionStandIn.Asked(
                call.key(), call.action().kind(), target(call.action()), call.undo(), call.send()))) {
            case TAKEN -> ActionOutcome.done("Played on this machine");
            case REFUSED -> ActionOutcome.refused("The stand-in refused it");
            case BUSY -> ActionOutcome.notTaken("The stand-in was busy", null);
            case SILENT -> ActionOutcome.unknown("The stand-in gave no answer");
        };
    }

    @Override
    public ActionOutcome ask(ActionCall call) {
        return standIn.inEffect(call.key())
                ? ActionOutcome.done("Asked, it said so")
                : ActionOutcome.refused("Asked, it is not in effect");
    }

    private static String target(ModeAction action) {
        return action.to() == null ? action.id() : action.to();
    }
}
