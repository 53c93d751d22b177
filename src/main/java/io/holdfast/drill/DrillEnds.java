package io.holdfast.drill;

import io.holdfast.resolve.RehearsedEnds;
import io.holdfast.time.World;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The other ends of a drill's steps behave as its scenario says. */
@Component
class DrillEnds implements RehearsedEnds {
    private final DrillTroubles troubles;

    DrillEnds(DrillTroubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public Behaviour of(World world, String to) {
        return troubles.now(
                        world,
                        scenario -> scenario.actions(),
                        trouble -> trouble.to().equals(to))
                .map(trouble -> Behaviour.valueOf(trouble.does().toUpperCase(Locale.ROOT)))
                .orElse(Behaviour.WELL);
    }
}
