package io.holdfast.route;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Audience.Address;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Button;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskWatcher;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Every task reaches its people: one Slack post per task, with a link to it, edited in place when it is over. */
@Component
class TaskPosts implements TaskWatcher {
    // These two are paged, rung by rung.
    private static final Set<String> PAGED = Set.of("takeCommand", "takeOwnership");
    private static final Set<String> CAN_WAIT = Set.of("writeReview", "agreeOnActions");

    private final Incidents incidents;
    private final Playbooks playbooks;
    private final People people;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final String publicUrl;

    TaskPosts(
            Incidents incidents,
            Playbooks playbooks,
            People people,
            Staff staff,
            Words words,
            Outbox outbox,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.people = people;
        this.staff = staff;
        this.words = words;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    @Override
    public void created(Task task) {
        if (PAGED.contains(task.key())) {
            return;
        }
        Incident incident = incidents.find(task.incident()).orElseThrow();
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        List<Address> addresses = addresses(incident, task.groups(), catalog, locale);
        if (addresses.isEmpty()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", incident.key());
        fields.put("title", incident.title());
        fields.put("name", task.name());
        fields.put("about", task.about());
        fields.put(
                "due",
                task.dueAt() == null
                        ? ""
                        : DateTimeFormatter.ofPattern("HH:mm")
                                .format(task.dueAt().atZone(catalog.zone())));
        fields.put("onDue", task.onDue() == null ? "" : task.onDue());
        String label = words.render("slack/task-button", locale, Map.of("name", task.name()));
        put(
                incident,
                task.id(),
                task.key(),
                new Audience.Addresses(addresses),
                new Text(
                        Channel.SLACK,
                        locale,
                        words.render("slack/task", locale, fields),
                        List.of(new Button(label, "open", task.id(), true, publicUrl + "/tasks/" + task.id()))),
                false,
                "the task “" + task.name() + "”");
    }

    @Override
    public void over(
            String id, String key, String name, String incidentKey, @Nullable String ref, @Nullable String by) {
        if (PAGED.contains(key)) {
            return;
        }
        Incident incident = incidents.find(incidentKey).orElseThrow();
        String topic = incidentKey + "/task/" + id;
        if (!outbox.anybodyTold(incident.world(), topic)) {
            outbox.withdraw(incident.world(), topic, "the task is over before it was told");
            return;
        }
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", incidentKey);
        fields.put("title", incident.title());
        fields.put("name", name);
        fields.put("who", by == null ? "" : people.nameOf(by));
        put(
                incident,
                id,
                key,
                new Audience.ToldEarlier(),
                new Text(Channel.SLACK, locale, words.render("slack/task-over", locale, fields)),
                true,
                "the task “" + name + "” is over");
    }

    private void put(
            Incident incident, String id, String key, Audience audience, Text text, boolean over, String reason) {
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "task/" + id,
                CAN_WAIT.contains(key) ? NewMessage.Kind.DIGEST : NewMessage.Kind.PAGE,
                incident.severity().number(),
                audience,
                List.of(text),
                over,
                over,
                null,
                null,
                false,
                reason,
                words.version(),
                0));
    }

    private List<Address> addresses(Incident incident, List<String> groups, Catalog catalog, String locale) {
        Map<String, Address> all = new LinkedHashMap<>();
        for (String group : groups) {
            for (Address address : group(incident, group, catalog, locale)) {
                if (address.channel() == Channel.SLACK) {
                    all.putIfAbsent(address.address(), address);
                }
            }
        }
        return List.copyOf(all.values());
    }

    private List<Address> group(Incident incident, String group, Catalog catalog, String locale) {
        if (group.startsWith("team:")) {
            return channelOf(catalog.team(group.substring("team:".length())), locale)
                    .map(List::of)
                    .orElseGet(() -> staff.group(group, locale));
        }
        if (group.equals("commander")) {
            // Who has command is told himself; before, the channel of those who could take it.
            return incident.commander()
                    .map(c -> staff.people(List.of(c), locale))
                    .filter(a -> !a.isEmpty())
                    .or(() -> channelOf(incident.commanderTeam().flatMap(catalog::team), locale)
                            .map(List::of))
                    .orElseGet(() -> staff.group(group, locale));
        }
        if (group.equals("agent-lead")) {
            Set<String> queues = incident.journeys().stream()
                    .flatMap(j -> catalog.journey(j.journey()).map(Journey::queues).stream())
                    .flatMap(List::stream)
                    .collect(Collectors.toSet());
            List<String> leads = people.inGroup(group).stream()
                    .filter(m -> m.queues().stream().anyMatch(queues::contains))
                    .map(Member::username)
                    .toList();
            if (!leads.isEmpty()) {
                return staff.people(leads, locale);
            }
        }
        return staff.group(group, locale);
    }

    private Optional<Address> channelOf(Optional<Team> team, String locale) {
        return team.map(Team::channel).filter(c -> c != null && !c.isBlank()).map(c -> staff.channel(c, locale));
    }
}
