package io.holdfast.engine;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * What an expression in a diagram can reach while it runs: variables, the business key, and Holdfast's own parts. A diagram is data that
 * people propose, and runs in a drill before anybody approved it: by no expression may it come to a class, to the data source or to any
 * other bean. The check of a playbook says so first, and better; this holds whatever way a diagram took.
 */
final class HouseExpressions extends SpringExpressionManager {
    private static final String OURS = "io.holdfast.";

    HouseExpressions(ApplicationContext application) {
        super(application);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new VariableScopeElResolver());
        resolver.add(new Parts(applicationContext));
        resolver.add(new Asked());
        return resolver;
    }

    private static boolean ours(@Nullable Object object) {
        return object != null && object.getClass().getName().startsWith(OURS);
    }

    /** Holdfast's beans by their names, and no others. */
    private static final class Parts extends ELResolver {
        private final ApplicationContext application;

        Parts(ApplicationContext application) {
            this.application = application;
        }

        @Override
        @SuppressWarnings("NullAway") // null says: not resolved here
        public Object getValue(ELContext context, Object base, Object property) {
            if (base == null && property instanceof String name && application.containsBean(name)) {
                Object bean = application.getBean(name);
                if (ours(bean)) {
                    context.setPropertyResolved(true);
                    return bean;
                }
            }
            return null;
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            // nothing is ever set from a diagram
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }

    /** Methods of Holdfast's beans, and the business key of what runs; nothing else has properties or methods here. */
    private static final class Asked extends BeanELResolver {

        Asked() {
            super(true);
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null && !(base instanceof DelegateExecution && "processBusinessKey".equals(property))) {
                throw refused(base, property);
            }
            return super.getValue(context, base, property);
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] params) {
            if (!ours(base) || "getClass".equals(method)) {
                throw refused(base, method);
            }
            return super.invoke(context, base, method, types, params);
        }

        private static ELException refused(Object base, Object what) {
            return new ELException("'" + what + "' of " + base.getClass().getSimpleName()
                    + " is out of a diagram's reach; it asks Holdfast's own parts only");
        }
    }
}
