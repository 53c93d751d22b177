package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.RehearsedChannels;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The channels of a drill behave as its scenario says. */
@Component
class DrillChannels implements RehearsedChannels {
    private final DrillRows rows;
    private final Playbooks playbooks;
    private final Times times;

    DrillChannels(DrillRows rows, Playbooks playbooks, Times times) {
        this.rows = rows;
        this.playbooks = playbooks;
        this.times = times;
    }

    @Override
    public Behaviour of(World world, Channel channel) {
        DrillRow drill = rows.find(Long.parseLong(world.id().substring("drill-".length())))
                .orElseThrow(() -> new IllegalStateException("There is no drill of the world " + world));
        Scenario scenario = playbooks.number(drill.playbook()).scenarios().get(drill.scenario());
        Duration now = Duration.between(drill.beginsAt(), times.in(world));
        return scenario == null
                ? Behaviour.WELL
                : scenario.channels().stream()
                        .filter(t -> t.channel().equals(channel.id()) && during(t, now))
                        .map(t -> Behaviour.valueOf(t.does().toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(Behaviour.WELL);
    }

    private static boolean during(Scenario.Trouble trouble, Duration now) {
        return (trouble.from() == null || now.compareTo(trouble.from()) >= 0)
                && (trouble.until() == null || now.compareTo(trouble.until()) < 0);
    }
}
