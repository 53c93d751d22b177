package io.holdfast.drill;

import io.holdfast.audience.Subscribers;
import io.holdfast.catalog.Scenario;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.SettableClock;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Open the world: its clock, its playbook and its customers; from here on its driver moves it. A live exercise has the world of
 * everybody, and waits for a second person's yes.
 */
@Component("openWorld")
class OpenWorld implements JavaDelegate {
    private final DrillRows rows;
    private final Playbooks playbooks;
    private final Subscribers subscribers;
    private final SettableClock clock;

    OpenWorld(DrillRows rows, Playbooks playbooks, Subscribers subscribers, SettableClock clock) {
        this.rows = rows;
        this.playbooks = playbooks;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DrillRow drill = StartedDrills.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        if (drill.live()) {
            rows.stage(drill.number(), "asked");
            execution.setVariable("verdict", "asked");
            return;
        }
        execution.setVariable("verdict", "open");
        Scenario scenario = Objects.requireNonNull(
                playbooks.number(drill.playbook()).scenarios().get(drill.scenario()));
        rows.openWorld(drill.world());
        playbooks.putInForce(drill.world(), drill.playbook());
        clock.step(drill.world(), drill.beginsAt());
        subscribers.save(drill.world(), MadeUpCustomers.of(scenario, drill.beginsAt()));
        clock.leave(drill.world());
        rows.stage(drill.number(), "running");
    }
}
