package io.holdfast.resolve;

import io.holdfast.incident.Scope;
import io.holdfast.time.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mode switch as its row holds it.
 *
 * @param approved whether a person or rule has said yes already
 * @param begun whether a process has it in hand
 * @param backBecause why it is to be put back; null while nobody wants that
 */
record SwitchRow(
        String id,
        World world,
        @Nullable String incident,
        String journey,
        String mode,
        String name,
        Scope scope,
        int place,
        String state,
        Instant since,
        String because,
        boolean approved,
        boolean begun,
        @Nullable String backBecause,
        @Nullable Instant hardEnd) {
    ModeSwitch shown() {
        return new ModeSwitch(id, incident, journey, mode, name, scope, state, since, because);
    }

    SwitchRow with(String newState, Instant at) {
        return new SwitchRow(
                id,
                world,
                incident,
                journey,
                mode,
                name,
                scope,
                place,
                newState,
                at,
                because,
                approved,
                begun,
                backBecause,
                hardEnd);
    }

    /** It is to be put back, for this reason. */
    SwitchRow backBecause(String why) {
        String cut = why.length() > 1000 ? why.substring(0, 1000) : why;
        return new SwitchRow(
                id, world, incident, journey, mode, name, scope, place, state, since, because, approved, begun, cut,
                hardEnd);
    }
}
