package io.holdfast.playbook;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.Reliance;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of the catalog speaks of what: every name must be that of something. */
final class CatalogCheck {

    static final List<String> ROLES =
            List.of("viewer", "agent", "agent-lead", "communications", "commander", "resilience-lead", "administrator");
    static final List<String> PATHS = List.of("real-time-voice", "sensitive-data", "cloud-scaling", "standard");
    private static final List<String> REDUNDANCY =
            List.of("geo", "active-active", "active-passive", "network", "data", "isolation", "none");
    private static final List<String> UNITS = List.of("share", "seconds", "count", "ms");
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final Catalog catalog;
    private final boolean partly;
    private final List<Fault> faults;
    private final Set<String> journeys;
    private final Set<String> dependencies;
    private final Set<String> vendors;
    private final Set<String> queues;
    private final Set<String> teams;
    private final Set<String> people;

    /**
     * @param partly whether some of the catalog could not be read, so that what it lacks is no mistake
     */
    CatalogCheck(Catalog catalog, boolean partly, List<Fault> faults) {
        this.partly = partly;
        this.catalog = catalog;
        this.faults = faults;
        journeys = ids(
                "journeys",
                "journeys",
                catalog.journeys().stream().map(Journey::id).toList());
        dependencies = ids(
                "dependencies",
                "dependencies",
                catalog.dependencies().stream().map(Dependency::id).toList());
        vendors = ids(
                "vendors", "vendors", catalog.vendors().stream().map(Vendor::id).toList());
        queues =
                ids("queues", "queues", catalog.queues().stream().map(Queue::id).toList());
        teams = ids("teams", "teams", catalog.teams().stream().map(Team::id).toList());
        people = ids(
                "teams",
                "people",
                catalog.people().stream().map(Person::username).toList());
    }

    void check() {
        if (catalog.locales().isEmpty() && !partly) {
            say("house", "locales", "There is no language.", "Write 'locales: [en]', the default one first.");
        }
        catalog.journeys().forEach(this::journey);
        orders();
        catalog.dependencies().forEach(this::dependency);
        aliases();
        new DependencyCycles(catalog.dependencies()).told(CatalogReader.FOLDER + "dependencies.yaml", faults);
        for (Queue queue : catalog.queues()) {
            String at = "queues[" + queue.id() + "].";
            each(queue.journeys(), journeys, "journey", "queues", at + "journeys");
            each(queue.leads(), people, "person", "queues", at + "leads");
            one(queue.locale(), catalog.locales(), "language of the house", "queues", at + "locale");
        }
        for (Team team : catalog.teams()) {
            String at = "teams[" + team.id() + "].";
            each(team.members(), people, "person", "teams", at + "members");
            team.ladder().forEach(rung -> each(rung, people, "person", "teams", at + "ladder"));
            if (team.ladder().isEmpty() || team.ladder().stream().anyMatch(List::isEmpty)) {
                say(
                        "teams",
                        at + "ladder",
                        "It has a rung with nobody on it, or none at all.",
                        "Write who is paged, rung by rung: [[dana], [omar], [dana, omar]].");
            }
        }
        FigureCheck figures = new FigureCheck(faults);
        catalog.journeys().forEach(figures::check);
        catalog.vendors().forEach(figures::check);
        ids("agents", "agents", catalog.agents().stream().map(Agent::id).toList());
        catalog.agents().forEach(this::agent);
        for (Person person : catalog.people()) {
            String at = "people[" + person.username() + "].";
            each(person.roles(), ROLES, "role", "teams", at + "roles");
            each(person.queues(), queues, "queue", "teams", at + "queues");
            if (person.phone() != null && !PHONE.matcher(person.phone()).matches()) {
                say(
                        "teams",
                        at + "phone",
                        "'" + person.phone() + "' is no phone number.",
                        "Write it in full, in quotes: \"+441632960101\".");
            }
        }
    }

    private void agent(Agent agent) {
        String at = "agents[" + agent.id() + "].";
        one(agent.owner(), teams, "team", "agents", at + "owner");
        each(agent.journeys(), journeys, "journey", "agents", at + "journeys");
        each(agent.levels(), Agent.LEVELS, "level", "agents", at + "levels");
        one(agent.usual(), agent.levels(), "level of this agent", "agents", at + "usual");
        if (!Agent.LEVELS.stream().filter(agent.levels()::contains).toList().equals(agent.levels())) {
            say(
                    "agents",
                    at + "levels",
                    "They are not in the order of their freedom, or one stands twice.",
                    "Write those that it has in this order: " + String.join(", ", Agent.LEVELS) + ".");
        }
    }

    private void journey(Journey journey) {
        String at = "journeys[" + journey.id() + "].";
        one(journey.owner(), teams, "team", "journeys", at + "owner");
        each(journey.dependencies(), dependencies, "dependency", "journeys", at + "dependencies");
        each(journey.queues(), queues, "queue", "journeys", at + "queues");
        texts(journey.trouble(), "journeys", at + "trouble");
        texts(journey.works(), "journeys", at + "works");
        texts(journey.doNow(), "journeys", at + "doNow");
        texts(journey.publicName(), "journeys", at + "publicName");
        texts(journey.agentDo(), "journeys", at + "agentDo");
        texts(journey.agentSay(), "journeys", at + "agentSay");
        texts(journey.agentDont(), "journeys", at + "agentDont");
        if (!journey.agentTrouble().isEmpty()) {
            texts(journey.agentTrouble(), "journeys", at + "agentTrouble");
        }
        Reliance relies = journey.reliesOn();
        if (relies != null) {
            relies(journey.id(), relies.works(), at + "reliesOn.works");
            relies(journey.id(), relies.doNow(), at + "reliesOn.doNow");
        }
        ids("journeys", at + "modes", journey.modes().stream().map(Mode::id).toList());
        ids(
                "journeys",
                at + "indicators",
                journey.indicators().stream().map(Indicator::metric).toList());
        for (Indicator indicator : journey.indicators()) {
            one(indicator.unit(), UNITS, "unit", "journeys", at + "indicators[" + indicator.metric() + "].unit");
        }
        for (Mode mode : journey.modes()) {
            String there = at + "modes[" + mode.id() + "].";
            if (mode.journey() != null && !mode.journey().equals(journey.id())) {
                say(
                        "journeys",
                        there + "journey",
                        "It names another journey, '" + mode.journey() + "'.",
                        "Remove the line: a mode belongs to the journey that it stands in.");
            }
            texts(mode.agentDo(), "journeys", there + "agentDo");
            texts(mode.agentSay(), "journeys", there + "agentSay");
            texts(mode.agentDont(), "journeys", there + "agentDont");
            texts(mode.customer(), "journeys", there + "customer");
            new ModeCheck(catalog, journey, mode, faults).check();
        }
    }

    private void relies(String journey, List<String> on, String place) {
        each(on, journeys, "journey", "journeys", place);
        if (on.contains(journey)) {
            say(
                    "journeys",
                    place,
                    "It relies on itself, so these words would never be said.",
                    "Name only other journeys, those that the words send customers to.");
        }
    }

    private void orders() {
        Map<Integer, String> seen = new TreeMap<>();
        for (Journey journey : catalog.journeys()) {
            String other = seen.putIfAbsent(journey.protectionOrder(), journey.id());
            if (other != null) {
                say(
                        "journeys",
                        "journeys[" + journey.id() + "].protectionOrder",
                        "'" + other + "' has the same order, " + journey.protectionOrder() + ".",
                        "Decide which of them is protected first.");
            }
        }
    }

    private void dependency(Dependency dependency) {
        String at = "dependencies[" + dependency.id() + "].";
        one(dependency.vendor(), vendors, "vendor", "dependencies", at + "vendor");
        one(dependency.team(), teams, "team", "dependencies", at + "team");
        each(dependency.needs(), dependencies, "dependency", "dependencies", at + "needs");
        one(dependency.path(), PATHS, "path", "dependencies", at + "path");
        one(dependency.redundancy(), REDUNDANCY, "kind of redundancy", "dependencies", at + "redundancy");
        if (dependency.matchers().stream().anyMatch(Map::isEmpty)) {
            say(
                    "dependencies",
                    at + "matchers",
                    "A matcher without labels fits every signal.",
                    "Write the labels that point here, or remove it.");
        }
    }

    private void aliases() {
        Map<String, String> meaning = new LinkedHashMap<>();
        journeys.forEach(id -> meaning.put(id, id));
        for (Dependency dependency : catalog.dependencies()) {
            List<String> names = new ArrayList<>(dependency.aliases());
            names.add(0, dependency.id() == null ? "" : dependency.id());
            for (String alias : names) {
                String other = meaning.putIfAbsent(alias, String.valueOf(dependency.id()));
                if (other != null && !other.equals(dependency.id())) {
                    say(
                            "dependencies",
                            "dependencies[" + dependency.id() + "].aliases",
                            "'" + alias + "' means '" + other + "' already.",
                            "Let each name mean one thing.");
                }
            }
        }
    }

    private void texts(Map<String, String> words, String file, String place) {
        if (words.isEmpty()) {
            say(
                    file,
                    place,
                    "It is missing.",
                    "Write it for each language: " + String.join(", ", catalog.locales()) + ".");
            return;
        }
        for (String locale : words.keySet()) {
            one(locale, catalog.locales(), "language of the house", file, place);
        }
        for (String locale : catalog.locales()) {
            if (!words.containsKey(locale)) {
                say(
                        file,
                        place,
                        "It has no words in '" + locale + "'.",
                        "Write '" + locale + ": …'; house.yaml promises that language.");
            }
        }
    }

    private Set<String> ids(String file, String place, List<String> all) {
        Set<String> seen = new HashSet<>();
        for (String id : all) {
            if (id == null) {
                continue; // told already
            }
            if (!seen.add(id)) {
                say(file, place + "[" + id + "]", "There are two of that id.", "Give each an id of its own.");
            }
            if (!place.endsWith("indicators") && !ID.matcher(id).matches()) {
                say(
                        file,
                        place + "[" + id + "]",
                        "'" + id + "' is no id.",
                        "Use small letters, digits and hyphens: sign-in.");
            }
        }
        return seen;
    }

    private void each(Collection<String> names, Collection<String> known, String kind, String file, String place) {
        names.forEach(name -> one(name, known, kind, file, place));
    }

    private void one(@Nullable String name, Collection<String> known, String kind, String file, String place) {
        if (name != null && !known.contains(name) && !(partly && known.isEmpty())) {
            String what = "'" + name + "' is no " + kind + ".";
            String all = known.isEmpty()
                    ? "There is none yet."
                    : "Write one of: "
                            + String.join(", ", known.stream().sorted().toList()) + ".";
            say(file, place, what, Suggestion.of(name, known, all));
        }
    }

    private void say(String file, String place, String what, String remedy) {
        faults.add(new Fault(CatalogReader.FOLDER + file + ".yaml", place, what, remedy));
    }
}
