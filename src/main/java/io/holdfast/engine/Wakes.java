package io.holdfast.engine;

import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.springframework.stereotype.Component;

/** Starts and wakes an incident's process. Nobody listening is no error: the row decides, the message only wakes. */
@Component
class Wakes {
    private static final String PROCESS = "incident";

    private final RuntimeService runtime;
    private final Definitions definitions;

    Wakes(RuntimeService runtime, Definitions definitions) {
        this.runtime = runtime;
        this.definitions = definitions;
    }

    void wake(World world, String incident, String kind, String ref, long playbook) {
        switch (kind) {
            case "start" -> {
                if (!runs(incident)) {
                    runtime.startProcessInstanceById(
                            definitions.definitionId(playbook, PROCESS), incident, Map.of("priority", priority(world)));
                }
            }
            case "reopened" -> reopen(world, incident, playbook);
            default -> {
                // correlateAll would also try start events of other processes; none of them has this message.
                MessageCorrelationBuilder message =
                        runtime.createMessageCorrelation(kind).processInstanceBusinessKey(incident);
                if (!ref.isEmpty()) {
                    message.setVariableToTriggeredScope("ref", ref);
                }
                message.correlateAll();
            }
        }
    }

    private void reopen(World world, String incident, long playbook) {
        List<Execution> waiting = runtime.createExecutionQuery()
                .processInstanceBusinessKey(incident)
                .messageEventSubscriptionName("reopened")
                .list();
        for (Execution execution : waiting) {
            runtime.messageEventReceived("reopened", execution.getId());
        }
        if (waiting.isEmpty() && !runs(incident)) {
            runtime.createMessageCorrelation("reopened")
                    .processDefinitionId(definitions.definitionId(playbook, PROCESS))
                    .processInstanceBusinessKey(incident)
                    .setVariable("priority", priority(world))
                    .correlateStartMessage();
        }
    }

    private boolean runs(String incident) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(incident)
                        .processDefinitionKey(PROCESS)
                        .count()
                > 0;
    }

    // A drill's jobs are below every executor's range: its driver alone runs them.
    private static long priority(World world) {
        return world.isLive() ? 0L : -1L;
    }
}
