package io.holdfast.delivery;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Whom a message is for, by the names that the house uses. */
interface Addressees {

    /** With people's names: for pages, and for rows that can be erased. */
    String named(World world, Audience audience);

    /** With usernames only: the record stays when a name is erased. */
    String recorded(World world, Audience audience);

    /** Names from the catalog in force. */
    @Component
    class OfTheHouse implements Addressees {
        private final Playbooks playbooks;
        private final People people;

        OfTheHouse(Playbooks playbooks, People people) {
            this.playbooks = playbooks;
            this.people = people;
        }

        @Override
        public String named(World world, Audience audience) {
            return words(world, audience, people::nameOf);
        }

        @Override
        public String recorded(World world, Audience audience) {
            return words(world, audience, username -> username);
        }

        private String words(World world, Audience audience, UnaryOperator<String> person) {
            Catalog catalog = playbooks.current(world).catalog();
            return AudienceText.words(
                    audience,
                    person,
                    channel -> catalog.queues().stream()
                            .filter(q -> channel.equals(q.slackChannel()))
                            .findFirst()
                            .map(q -> q.name() + " (" + channel + ")")
                            .orElse(channel),
                    id -> catalog.journey(id).map(Journey::name).orElse(id));
        }
    }
}
