package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.RedundancyRule;
import io.holdfast.catalog.Replication;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A house whose things are doubled in one way or another; each test says only what matters to it. */
final class Halls {

    final List<Journey> journeys = new ArrayList<>();
    final List<Dependency> dependencies = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final List<RedundancyRule> rules = new ArrayList<>();

    Halls journey(String id, List<String> crosses, Mode... modes) {
        Map<String, String> none = Map.of();
        journeys.add(new Journey(
                id,
                "Do " + id,
                journeys.size() + 1,
                "team",
                "Can I?",
                crosses,
                List.of(),
                List.of(modes),
                List.of(),
                none,
                none,
                none,
                none,
                none,
                none,
                none));
        return this;
    }

    static Mode mode(String id, String... needs) {
        Map<String, String> none = Map.of();
        return new Mode(
                id,
                "",
                "Mode " + id,
                "",
                "",
                "",
                null,
                List.of(),
                List.of(),
                Map.of(),
                null,
                none,
                none,
                none,
                none,
                List.of(needs),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** Something that is about to be told of. */
    final class Thing {
        private final String id;
        private String redundancy = "none";
        private List<String> needs = List.of();
        private @Nullable String vendor;
        private @Nullable String region;
        private @Nullable String platform;
        private @Nullable String controlPlane;
        private @Nullable String group;
        private @Nullable Replication replication;
        private List<String> carries = List.of();
        private boolean bare;

        private Thing(String id) {
            this.id = id;
        }

        Thing redundancy(String pattern) {
            redundancy = pattern;
            return this;
        }

        Thing needs(String... ids) {
            needs = List.of(ids);
            return this;
        }

        Thing vendor(String vendor) {
            this.vendor = vendor;
            return this;
        }

        Thing region(String region) {
            this.region = region;
            return this;
        }

        Thing platform(String platform) {
            this.platform = platform;
            return this;
        }

        Thing controlPlane(String controlPlane) {
            this.controlPlane = controlPlane;
            return this;
        }

        Thing group(String group) {
            this.group = group;
            return this;
        }

        Thing replication(Replication replication) {
            this.replication = replication;
            return this;
        }

        Thing carries(String... uses) {
            carries = List.of(uses);
            return this;
        }

        /** Nobody watches it or wrote down what to do. */
        Thing bare() {
            bare = true;
            return this;
        }

        Halls and() {
            dependencies.add(new Dependency(
                    id,
                    id.toUpperCase(java.util.Locale.ROOT),
                    Dependency.Kind.INTEGRATION,
                    "standard",
                    vendor,
                    region,
                    platform,
                    "team",
                    redundancy,
                    needs,
                    List.of(),
                    bare ? List.of() : List.of(Map.of("job", id)),
                    false,
                    group,
                    controlPlane,
                    replication,
                    List.of(),
                    bare ? List.of() : List.of("Go round it."),
                    List.of(),
                    carries));
            return Halls.this;
        }
    }

    Thing thing(String id) {
        return new Thing(id);
    }

    Halls person(String username, @Nullable String slack, @Nullable String phone, @Nullable String email) {
        people.add(new Person(username, username, List.of("viewer"), List.of(), slack, phone, email));
        return this;
    }

    Halls rule(RedundancyRule rule) {
        rules.add(rule);
        return this;
    }

    Catalog catalog() {
        List<String> all = people.stream().map(Person::username).toList();
        return new Catalog(
                "Northbank",
                ZoneId.of("UTC"),
                List.of("en"),
                journeys,
                dependencies,
                List.of(new Vendor("acme", "Acme", "Call them", null, null, null)),
                List.of(),
                List.of(new Team("team", "Team", all, List.of(all), Duration.ofMinutes(5), "#team")),
                people,
                rules);
    }
}
