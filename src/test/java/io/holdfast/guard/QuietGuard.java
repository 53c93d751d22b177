package io.holdfast.guard;

import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The worker of this package with a thread that is not started: a test lets it look when it wants. */
@Configuration(proxyBeanMethods = false)
@Profile("quiet-workers") // the whole application, scanned by a test, has its own
@EnableTransactionManagement(proxyTargetClass = true)
public class QuietGuard {
    @Bean
    @Lazy
    AgentsWatch agentsWatch(
            AgentRows rows,
            AutomationRows stamps,
            KillSwitch changes,
            Guardrails guardrails,
            DecisionRows decisions,
            Incidents incidents,
            Playbooks playbooks,
            Times times,
            TransactionTemplate transaction) {
        return new AgentsWatch(rows, stamps, changes, guardrails, decisions, incidents, playbooks, times, transaction) {
            @Override
            public boolean isAutoStartup() {
                return false;
            }
        };
    }

    /** Lets the worker hold the agents against what goes on, once. */
    @Bean
    Runnable agentsLook(@Lazy AgentsWatch agentsWatch) {
        return agentsWatch::work;
    }
}
