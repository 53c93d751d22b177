package io.holdfast.playbook;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The parts of Holdfast that a diagram may name; all else that the application is made of is none of its business. */
interface Parts {

    /** Whether this part does the work of a step, or listens to one. */
    boolean does(String name);

    /** Whether this part may be asked this about what runs: {@code until}, {@code of}. */
    boolean answers(String name, String method);

    /** Those of the application: Holdfast's own beans that do a step's work, and methods of them that take what runs first of all. */
    static Parts of(ListableBeanFactory beans) {
        return new Parts() {
            @Override
            public boolean does(String name) {
                Class<?> type = type(name);
                return type != null
                        && (JavaDelegate.class.isAssignableFrom(type)
                                || ExecutionListener.class.isAssignableFrom(type)
                                || TaskListener.class.isAssignableFrom(type));
            }

            @Override
            public boolean answers(String name, String method) {
                Class<?> type = type(name);
                return type != null
                        && !JavaDelegate.class.isAssignableFrom(type)
                        && Arrays.stream(type.getMethods())
                                .filter(m -> m.getName().equals(method))
                                .map(Method::getParameterTypes)
                                .anyMatch(taken -> taken.length > 0 && taken[0] == DelegateExecution.class);
            }

            private @org.jspecify.annotations.Nullable Class<?> type(String name) {
                Class<?> type = beans.containsBean(name) ? beans.getType(name) : null;
                Class<?> own = type == null ? null : ClassUtils.getUserClass(type);
                return own != null && own.getName().startsWith("io.holdfast.") ? own : null;
            }
        };
    }
}
