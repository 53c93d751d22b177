package io.holdfast.tasks;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Hangs the house's listeners on every user task of every diagram: watchers hear of it, and a completion that comes past the
 * tasklist (Camunda's own Tasklist or REST) passes the same checks and enters the same record.
 */
@Component
class TaskListeners extends AbstractProcessEnginePlugin {
    private final TaskSheets sheets;
    private final ObjectProvider<TaskWatcher> watchers;
    private final ObjectProvider<EngineTasks> tasks;
    private final ObjectProvider<Incidents> incidents;
    private final ObjectProvider<People> people;
    private final Approvals approvals;

    TaskListeners(
            TaskSheets sheets,
            ObjectProvider<TaskWatcher> watchers,
            ObjectProvider<EngineTasks> tasks,
            ObjectProvider<Incidents> incidents,
            ObjectProvider<People> people,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.sheets = sheets;
        this.watchers = watchers;
        this.tasks = tasks;
        this.incidents = incidents;
        this.people = people;
        this.approvals = Approvals.of(approvals);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener> before =
                engine.getCustomPreBPMNParseListeners();
        List<org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener> all =
                new java.util.ArrayList<>(before == null ? List.of() : before);
        all.add(new OnEveryUserTask());
        engine.setCustomPreBPMNParseListeners(all);
    }

    private final class OnEveryUserTask extends AbstractBpmnParseListener {
        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            TaskDefinition definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
            definition.addTaskListener(TaskListener.EVENTNAME_CREATE, TaskListeners.this::created);
            definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, TaskListeners.this::completed);
            definition.addTaskListener(TaskListener.EVENTNAME_DELETE, task -> over(task, null));
        }
    }

    private void created(DelegateTask delegate) {
        Task task = sheet(delegate);
        watchers.forEach(w -> w.created(task));
    }

    private void completed(DelegateTask delegate) {
        over(delegate, Completing.by().orElseGet(() -> past(delegate)));
    }

    /** A completion that did not come through the tasklist: checked, stored and recorded here. */
    private String past(DelegateTask delegate) {
        Task task = sheet(delegate);
        Authentication who = Context.getCommandContext().getAuthentication();
        if (who == null || who.getUserId() == null) {
            throw new TaskRefused(
                    TaskRefused.Why.NOT_ALLOWED,
                    null,
                    "'" + task.name() + "' is completed by somebody who is signed in");
        }
        Set<String> groups =
                people.getObject().find(who.getUserId()).map(Member::groups).orElse(Set.of());
        Caller caller = new Caller(who.getUserId(), false, groups, Set.of());
        TaskRights.check(task, caller, approvals);
        Map<String, Object> given = new LinkedHashMap<>();
        for (Field field : task.fields()) {
            Object value = delegate.getVariable(field.id());
            if (value != null) {
                given.put(field.id(), value instanceof Number || value instanceof Boolean ? value : value.toString());
                if (!field.id().equals("verdict")) {
                    delegate.removeVariable(field.id());
                }
            }
        }
        Map<String, Object> values = sheets.checked(task, given);
        Incident incident = incidents.getObject().locked(task.incident());
        tasks.getObject().record(incident, task, values, caller.actor());
        incident.decided();
        incidents.getObject().save(incident);
        delegate.setVariable(
                "verdict",
                Objects.requireNonNullElse(values.get("verdict"), "done").toString());
        return who.getUserId();
    }

    private void over(DelegateTask delegate, @Nullable String by) {
        String incident = delegate.getExecution().getProcessBusinessKey();
        String ref = (String) delegate.getVariable("ref");
        String name = Objects.requireNonNullElse(delegate.getName(), delegate.getTaskDefinitionKey());
        watchers.forEach(w -> w.over(delegate.getId(), delegate.getTaskDefinitionKey(), name, incident, ref, by));
    }

    private Task sheet(DelegateTask delegate) {
        return sheets.sheet(new TaskSheets.Raw(
                delegate.getId(),
                delegate.getTaskDefinitionKey(),
                delegate.getProcessDefinitionId(),
                delegate.getExecution().getProcessBusinessKey(),
                (String) delegate.getVariable("ref"),
                delegate.getVariable("rung") instanceof Number rung ? rung.intValue() : 0,
                delegate.getAssignee(),
                delegate.getCandidates().stream()
                        .map(org.camunda.bpm.engine.task.IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                delegate.getCreateTime(),
                delegate.getDueDate()));
    }
}
