package io.holdfast.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Moves by the engine's own migration: equal activities by their ids, caller and called each on its own, since a call keeps what it
 * called.
 */
@Component
class EngineMoves implements ProcessMoves {
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Definitions definitions;

    EngineMoves(RuntimeService runtime, RepositoryService repository, Definitions definitions) {
        this.runtime = runtime;
        this.repository = repository;
        this.definitions = definitions;
    }

    @Override
    public void move(String key, long playbook) {
        List<ProcessInstance> running = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .orderByProcessInstanceId()
                .asc()
                .list();
        for (ProcessInstance instance : running) {
            move(instance, playbook);
        }
    }

    private void move(ProcessInstance instance, long playbook) {
        ProcessDefinition from = repository.getProcessDefinition(instance.getProcessDefinitionId());
        String to = definitions.definitionId(playbook, from.getKey());
        if (to.equals(from.getId())) {
            return;
        }
        try {
            MigrationPlan plan = runtime.createMigrationPlan(from.getId(), to)
                    .mapEqualActivities()
                    .build();
            runtime.newMigration(plan)
                    .processInstanceIds(instance.getProcessInstanceId())
                    .execute();
        } catch (MigratingProcessInstanceValidationException e) {
            throw new IllegalStateException(
                    "In '" + from.getKey() + "' it stands at " + places(e.getValidationReport()) + ", which playbook "
                            + playbook + " does not have there. Move it when it is past that",
                    e);
        } catch (MigrationPlanValidationException e) {
            throw new IllegalStateException(
                    "'" + from.getKey() + "' of playbook " + playbook + " is too different: " + e.getMessage(), e);
        }
    }

    private static String places(MigratingProcessInstanceValidationReport report) {
        return Stream.concat(
                        report.getActivityInstanceReports().stream()
                                .map(r -> r.getSourceScopeId() == null
                                        ? r.getActivityInstanceId()
                                        : r.getSourceScopeId()),
                        report.getTransitionInstanceReports().stream().map(r -> r.getSourceScopeId()))
                .distinct()
                .sorted()
                .map(id -> "'" + id + "'")
                .collect(Collectors.joining(", "));
    }
}
