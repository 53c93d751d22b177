package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Person;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where Holdfast would be hit by what it is there to survive. */
final class OwnGaps {

    private final Catalog catalog;
    private final OwnUses own;
    private final List<Domain> domains;
    private final List<Finding> found = new ArrayList<>();

    private OwnGaps(Catalog catalog) {
        this.catalog = catalog;
        own = new OwnUses(catalog);
        domains = Domain.all(catalog);
    }

    static List<Finding> findings(Catalog catalog) {
        OwnGaps gaps = new OwnGaps(catalog);
        OwnUses.ALL.forEach(gaps::use);
        gaps.people();
        return gaps.found;
    }

    private void use(String use) {
        List<Dependency> over = own.over(use);
        if (over.isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.OWN_UNSAID,
                    use,
                    null,
                    "dependencies",
                    "dependencies",
                    "Nothing says what Holdfast's own " + OwnUses.name(use).toLowerCase(Locale.ROOT) + " runs over.",
                    "Write 'carries: [" + use + "]' where it does, and a dependency of its own where there is none."));
            return;
        }
        List<Domain> together = new ArrayList<>();
        Set<Journey> broken = new LinkedHashSet<>();
        for (Domain domain : domains) {
            Survival survival = Survival.without(domain, catalog);
            List<Journey> journeys = catalog.journeys().stream()
                    .filter(journey -> !survival.works(journey))
                    .toList();
            if (!journeys.isEmpty() && !survival.works(ids(over))) {
                together.add(domain);
                broken.addAll(journeys);
            }
        }
        if (!together.isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.OWN_FATE,
                    use,
                    null,
                    "dependencies",
                    "dependencies[" + over.get(0).id() + "].carries",
                    "Holdfast's own " + OwnUses.name(use).toLowerCase(Locale.ROOT) + " fails together with "
                            + Domain.and(List.copyOf(broken), j -> "'" + j.name() + "'") + ", by "
                            + (together.size() == 1 ? "" : "any one of ") + Domain.and(together, Domain::words) + ".",
                    "Run that part of Holdfast over something else, or keep the way round it at hand."));
        }
    }

    private static List<String> ids(List<Dependency> dependencies) {
        return dependencies.stream().map(Dependency::id).toList();
    }

    private void people() {
        Set<String> paged = new LinkedHashSet<>();
        catalog.teams().forEach(team -> team.ladder().forEach(paged::addAll));
        for (String username : paged) {
            catalog.person(username).ifPresent(this::person);
        }
    }

    private void person(Person person) {
        String at = "people[" + person.username() + "]";
        if (OwnUses.ways(person).isEmpty()) {
            oneWay(person, null, at, person.name() + " is on a ladder, and there is no way to reach them.");
            return;
        }
        Optional<Domain> one = domains.stream()
                .filter(domain -> {
                    Survival survival = Survival.without(domain, catalog);
                    boolean host = survival.works(ids(own.over("host")));
                    return host && own.unreachable(person, survival);
                })
                .findFirst();
        one.ifPresent(domain -> oneWay(
                person,
                domain.id(),
                at,
                person.name() + " is on a ladder, and without " + domain.words() + " Holdfast has no way to them."));
    }

    private void oneWay(Person person, @Nullable String with, String at, String what) {
        found.add(new Finding(
                Finding.Kind.ONE_WAY,
                person.username(),
                with,
                "teams",
                at,
                what,
                "Write a second way that runs over something else: slack, phone or email."));
    }
}
