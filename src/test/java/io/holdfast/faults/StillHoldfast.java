package io.holdfast.faults;

import io.holdfast.Holdfast;
import io.holdfast.engine.Worker;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ReflectionUtils;

/** The whole of Holdfast, its background loops and job executor standing still: the test asks each of them for one round. */
final class StillHoldfast {
    private StillHoldfast() {}

    static ConfigurableApplicationContext start(Faults faults, String... settings) {
        return new SpringApplicationBuilder(Holdfast.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(
                            "lifecycleProcessor", DefaultLifecycleProcessor.class, StillHoldfast::withoutWorkers);
                    beans.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                        @Override
                        public Object postProcessAfterInitialization(Object bean, String name) {
                            return bean instanceof DataSource real ? faults.over(real) : bean;
                        }
                    });
                })
                .run(Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "server.address=127.0.0.1",
                                        "camunda.bpm.job-execution.enabled=false",
                                        "holdfast.clock=settable",
                                        // Else sessions are tidied each full minute, and a fault may hit that.
                                        "spring.session.jdbc.cleanup-cron=-",
                                        "logging.level.io.holdfast=OFF",
                                        "logging.level.org.camunda=OFF"),
                                Stream.of(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    private static DefaultLifecycleProcessor withoutWorkers() {
        return new DefaultLifecycleProcessor() {
            @Override
            protected Map<String, Lifecycle> getLifecycleBeans() {
                Map<String, Lifecycle> beans = super.getLifecycleBeans();
                beans.values().removeIf(bean -> bean instanceof Worker);
                return beans;
            }
        };
    }

    /** One round of the worker whose class has this name. */
    static boolean round(ConfigurableApplicationContext context, String worker) {
        Worker found = context.getBeansOfType(Worker.class).values().stream()
                .filter(w -> w.getClass().getSimpleName().equals(worker))
                .findFirst()
                .orElseThrow();
        var work = ReflectionUtils.findMethod(found.getClass(), "work");
        ReflectionUtils.makeAccessible(java.util.Objects.requireNonNull(work));
        return Boolean.TRUE.equals(ReflectionUtils.invokeMethod(work, found));
    }
}
