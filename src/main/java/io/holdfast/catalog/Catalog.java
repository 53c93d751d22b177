package io.holdfast.catalog;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What matters and who owns it, as one version of the playbook says. Immutable; lists are in the order of their files, journeys in
 * their order of protection.
 *
 * @param house name of the business, {@code Northbank}, as in messages
 * @param zone the zone of times in messages and on pages
 * @param locales languages that every message has, the default first, {@code [en, es]}
 * @param rules what is refused, told or let pass of how things are doubled; what has no rule is told
 */
public record Catalog(
        String house,
        ZoneId zone,
        List<String> locales,
        List<Journey> journeys,
        List<Dependency> dependencies,
        List<Vendor> vendors,
        List<Queue> queues,
        List<Team> teams,
        List<Person> people,
        List<RedundancyRule> rules,
        List<Agent> agents) {

    /** One without bots of its own. */
    public Catalog(
            String house,
            ZoneId zone,
            List<String> locales,
            List<Journey> journeys,
            List<Dependency> dependencies,
            List<Vendor> vendors,
            List<Queue> queues,
            List<Team> teams,
            List<Person> people,
            List<RedundancyRule> rules) {
        this(house, zone, locales, journeys, dependencies, vendors, queues, teams, people, rules, List.of());
    }

    /** One without rules and bots of its own. */
    public Catalog(
            String house,
            ZoneId zone,
            List<String> locales,
            List<Journey> journeys,
            List<Dependency> dependencies,
            List<Vendor> vendors,
            List<Queue> queues,
            List<Team> teams,
            List<Person> people) {
        this(house, zone, locales, journeys, dependencies, vendors, queues, teams, people, List.of());
    }

    public Optional<Journey> journey(String id) {
        return journeys.stream().filter(j -> j.id().equals(id)).findFirst();
    }

    public Optional<Dependency> dependency(String id) {
        return dependencies.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    public Optional<Vendor> vendor(String id) {
        return vendors.stream().filter(v -> v.id().equals(id)).findFirst();
    }

    public Optional<Queue> queue(String id) {
        return queues.stream().filter(q -> q.id().equals(id)).findFirst();
    }

    public Optional<Team> team(String id) {
        return teams.stream().filter(t -> t.id().equals(id)).findFirst();
    }

    public Optional<Person> person(String username) {
        return people.stream().filter(p -> p.username().equals(username)).findFirst();
    }

    public Optional<Agent> agent(String id) {
        return agents.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    public Optional<Mode> mode(String journey, String mode) {
        return journey(journey)
                .flatMap(
                        j -> j.modes().stream().filter(m -> m.id().equals(mode)).findFirst());
    }
}
