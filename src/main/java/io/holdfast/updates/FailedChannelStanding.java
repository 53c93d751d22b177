package io.holdfast.updates;

import io.holdfast.engine.Standing;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the rows of failed channels say that a process may not have heard. */
@Component
class FailedChannelStanding implements Standing {
    private static final Duration LATELY = Duration.ofDays(1);

    private final FailedChannelRows rows;
    private final Times times;

    FailedChannelStanding(FailedChannelRows rows, Times times) {
        this.rows = rows;
        this.times = times;
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        for (FailedChannel row : rows.notAsked()) {
            all.add(new Condition(row.world(), row.incident(), "channel-failed", row.id()));
        }
        for (FailedChannel row : rows.lastlyOver(times.in(World.LIVE).minus(LATELY))) {
            all.add(new Condition(row.world(), row.incident(), "channel-well", null));
        }
        return all;
    }
}
