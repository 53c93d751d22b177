package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What troubles a drill's scenario has at this moment of its clock. */
@Component
class DrillTroubles {
    private final DrillRows rows;
    private final Playbooks playbooks;
    private final Times times;

    DrillTroubles(DrillRows rows, Playbooks playbooks, Times times) {
        this.rows = rows;
        this.playbooks = playbooks;
        this.times = times;
    }

    /** The first that is there now and fits. */
    <T extends Scenario.Spell> Optional<T> now(World world, Function<Scenario, List<T>> of, Predicate<T> fits) {
        DrillRow drill = rows.find(Long.parseLong(world.id().substring("drill-".length())))
                .orElseThrow(() -> new IllegalStateException("There is no drill of the world " + world));
        Scenario scenario = Objects.requireNonNull(
                playbooks.number(drill.playbook()).scenarios().get(drill.scenario()));
        Duration now = Duration.between(drill.beginsAt(), times.in(world));
        return of.apply(scenario).stream()
                .filter(spell -> spell.during(now) && fits.test(spell))
                .findFirst();
    }
}
