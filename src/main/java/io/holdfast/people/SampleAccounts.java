package io.holdfast.people;

import io.holdfast.catalog.Person;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** In the demo, the sample's people can sign in: by a tile, since they have no passwords. */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class SampleAccounts implements SmartInitializingSingleton {

    private final Accounts accounts;
    private final Playbooks playbooks;
    private final TransactionTemplate transaction;

    SampleAccounts(Accounts accounts, Playbooks playbooks, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.playbooks = playbooks;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        seed();
    }

    /** Once more when all has started: the playbook may have gained people meanwhile. */
    @EventListener(ApplicationReadyEvent.class)
    void seed() {
        transaction.executeWithoutResult(status -> {
            for (Person person : playbooks.current(World.LIVE).catalog().people()) {
                if (accounts.find(person.username()).isEmpty()) {
                    accounts.save(new Account(
                            person.username(),
                            person.name(),
                            Set.copyOf(person.roles()),
                            true,
                            person.email(),
                            person.slack(),
                            person.phone(),
                            false));
                }
            }
        });
    }
}
