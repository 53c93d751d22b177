package io.holdfast.engine;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobPriorityProvider;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of a drill's incidents are below every executor's range, so that its driver alone runs them, whichever diagram they come from; the
 * incident's key, which is the business key of all its processes, tells them apart.
 */
class WorldPriority extends DefaultJobPriorityProvider {
    static final long DRILL = -1;

    private static final Pattern OF_DRILL = Pattern.compile("DRILL-[0-9]+-.*");

    @Override
    protected @Nullable Long getSpecificPriority(
            ExecutionEntity execution, JobDeclaration<?, ?> job, String jobDefinition) {
        String key = execution == null ? null : execution.getProcessBusinessKey();
        return key != null && OF_DRILL.matcher(key).matches()
                ? Long.valueOf(DRILL)
                : super.getSpecificPriority(execution, job, jobDefinition);
    }
}
