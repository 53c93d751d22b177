package io.holdfast.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the engine runs inside Holdfast. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
    /**
     * The engine configuration depends on its plugins and this one on Flyway: without it the engine starts first, on a database
     * without tables.
     */
    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin afterMigrations(ApplicationContext application) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                // A killed node's process may have been the one that said so: jobs of any node are anybody's.
                engine.setJobExecutorDeploymentAware(false);
                engine.setHistoryCleanupEnabled(false);
                engine.setMetricsEnabled(false);
                engine.setExpressionManager(new HouseExpressions(application));
                // What fails is thrown at whoever called, who knows whether it was to be expected: a move that is
                // refused,
                // a race that is lost. The engine would write its stack trace beside that. Failing jobs are still
                // logged.
                engine.setEnableCmdExceptionLogging(false);
                engine.setJobPriorityProvider(new WorldPriority());
            }
        };
    }
}
