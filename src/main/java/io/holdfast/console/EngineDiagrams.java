package io.holdfast.console;

import io.holdfast.engine.RacingRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.stereotype.Component;

/** Reads from the engine where an incident's processes are. */
@Component
class EngineDiagrams implements ProcessView {
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final HistoryService history;

    EngineDiagrams(RuntimeService runtime, RepositoryService repository, HistoryService history) {
        this.runtime = runtime;
        this.repository = repository;
        this.history = history;
    }

    @Override
    public Optional<Diagram> of(String incident) {
        List<ProcessInstance> all = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(incident)
                .list();
        Optional<ProcessInstance> root = all.stream()
                .filter(p -> p.getProcessInstanceId().equals(p.getRootProcessInstanceId()))
                .findFirst();
        if (root.isEmpty()) {
            return over(incident);
        }
        List<String> children = new ArrayList<>();
        for (ProcessInstance child : all) {
            if (child != root.get()) {
                ProcessDefinition definition = repository.getProcessDefinition(child.getProcessDefinitionId());
                BpmnModelInstance model = repository.getBpmnModelInstance(definition.getId());
                for (String at : places(child.getProcessInstanceId())) {
                    children.add(definition.getName() + " · " + nameOf(model, at));
                }
            }
        }
        return Optional.of(diagram(
                root.get().getProcessDefinitionId(),
                places(root.get().getProcessInstanceId()),
                children.stream().distinct().sorted().toList()));
    }

    private Optional<Diagram> over(String incident) {
        List<HistoricProcessInstance> past = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(incident)
                .rootProcessInstances()
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1);
        return past.stream()
                .findFirst()
                .map(p -> diagram(
                        p.getProcessDefinitionId(),
                        p.getEndActivityId() == null ? List.of() : List.of(p.getEndActivityId()),
                        List.of()));
    }

    private Diagram diagram(String definitionId, List<String> current, List<String> children) {
        ProcessDefinition definition = repository.getProcessDefinition(definitionId);
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId);
        return new Diagram(definition.getName(), Bpmn.convertToString(model), current, children);
    }

    private List<String> places(String processInstance) {
        List<String> places = new ArrayList<>();
        RacingRead.of(
                        () -> Optional.ofNullable(runtime.getActivityInstance(processInstance)),
                        () -> runtime.createProcessInstanceQuery()
                                        .processInstanceId(processInstance)
                                        .count()
                                > 0)
                .ifPresent(tree -> collect(tree, places));
        return places.stream().distinct().toList();
    }

    private static void collect(ActivityInstance at, List<String> places) {
        for (TransitionInstance waiting : at.getChildTransitionInstances()) {
            places.add(waiting.getActivityId());
        }
        for (ActivityInstance child : at.getChildActivityInstances()) {
            if (child.getChildActivityInstances().length == 0 && child.getChildTransitionInstances().length == 0) {
                places.add(child.getActivityId());
            } else {
                collect(child, places);
            }
        }
    }

    private static String nameOf(BpmnModelInstance model, String id) {
        return model.getModelElementById(id) instanceof FlowElement element && element.getName() != null
                ? element.getName()
                : id;
    }
}
