package io.holdfast.resolve;

import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.guard.AutomationChanges;
import io.holdfast.playbook.Playbooks;
import io.holdfast.standin.ActionStandIn;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The workers of this package with threads that are not started: a test lets them look when it wants. */
@Configuration(proxyBeanMethods = false)
@Profile("quiet-workers") // the whole application, scanned by a test, has its own
@EnableTransactionManagement(proxyTargetClass = true)
public class QuietWorkers {
    /** Set, the flags do not reach the database. */
    @Bean
    AtomicBoolean databaseAway() {
        return new AtomicBoolean();
    }

    @Bean
    @Lazy
    Flags flags(
            JdbcClient db,
            FlagRows values,
            Playbooks playbooks,
            AgentLevels levels,
            Automation automation,
            AutomationChanges changes,
            Times times,
            AtomicBoolean databaseAway) {
        ModeRows rows = new ModeRows(db) {
            @Override
            long stampOf(World world) {
                if (databaseAway.get()) {
                    throw new DataAccessResourceFailureException("The database is away");
                }
                return super.stampOf(world);
            }
        };
        return new Flags(rows, values, playbooks, levels, automation, changes, times) {
            @Override
            public boolean isAutoStartup() {
                return false;
            }
        };
    }

    @Bean
    @Lazy
    HardEnds hardEnds(ModeRows rows, AloneModes alone, Times times, TransactionTemplate transaction) {
        return new HardEnds(rows, alone, times, transaction) {
            @Override
            public boolean isAutoStartup() {
                return false;
            }
        };
    }

    /** The other end of all steps. */
    @Bean
    ActionStandIn otherEnd() {
        return new ActionStandIn();
    }

    /** Does what is due of the live world's steps, at the stand-in. */
    @Bean
    IntSupplier steps(@Lazy ModeActions actions, ActionStandIn otherEnd) {
        return () -> actions.runDue(World.LIVE, new LocalActions(otherEnd));
    }

    /** Lets the worker of hard ends look once. */
    @Bean
    Runnable hardEndsLook(@Lazy HardEnds hardEnds) {
        return hardEnds::work;
    }
}
