package io.holdfast.drill;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.RehearsedChannels;
import io.holdfast.time.World;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The channels of a drill behave as its scenario says. */
@Component
class DrillChannels implements RehearsedChannels {
    private final DrillTroubles troubles;

    DrillChannels(DrillTroubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public Behaviour of(World world, Channel channel) {
        return troubles.now(
                        world,
                        scenario -> scenario.channels(),
                        trouble -> trouble.channel().equals(channel.id()))
                .map(trouble -> Behaviour.valueOf(trouble.does().toUpperCase(Locale.ROOT)))
                .orElse(Behaviour.WELL);
    }
}
