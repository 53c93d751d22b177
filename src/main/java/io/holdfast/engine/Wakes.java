package io.holdfast.engine;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.springframework.stereotype.Component;

/** Starts and wakes a process. Nobody listening is no error: the row decides, the message only wakes. */
@Component
class Wakes {
    private final RuntimeService runtime;
    private final Definitions definitions;

    Wakes(RuntimeService runtime, Definitions definitions) {
        this.runtime = runtime;
        this.definitions = definitions;
    }

    void wake(String process, String incident, String kind, String ref, long playbook) {
        switch (kind) {
            case "start" -> {
                if (!runs(process, incident)) {
                    runtime.startProcessInstanceById(definitions.definitionId(playbook, process), incident);
                }
            }
            case "reopened" -> reopen(process, incident, playbook);
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

    private void reopen(String process, String incident, long playbook) {
        List<Execution> waiting = runtime.createExecutionQuery()
                .processInstanceBusinessKey(incident)
                .messageEventSubscriptionName("reopened")
                .list();
        for (Execution execution : waiting) {
            runtime.messageEventReceived("reopened", execution.getId());
        }
        if (waiting.isEmpty() && !runs(process, incident)) {
            runtime.createMessageCorrelation("reopened")
                    .processDefinitionId(definitions.definitionId(playbook, process))
                    .processInstanceBusinessKey(incident)
                    .correlateStartMessage();
        }
    }

    private boolean runs(String process, String incident) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(incident)
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }
}
