package io.holdfast.resolve;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.Worker;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Works off the steps of the live world's modes, and of no other. */
@Component
class ActionWorker extends Worker implements DueSource {
    private final ModeActions actions;
    private final LiveActions live;

    ActionWorker(ModeActions actions, LiveActions live) {
        super("mode-actions", Duration.ofMillis(500));
        this.actions = actions;
        this.live = live;
    }

    @Override
    protected boolean work() {
        return actions.runDue(World.LIVE, live) > 0;
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        return Optional.ofNullable(actions.nextDue(world));
    }
}
