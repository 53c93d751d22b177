package io.holdfast.route;

import io.holdfast.delivery.CommandHandler;
import io.holdfast.delivery.NewMessage.Button;
import io.holdfast.delivery.Said;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code /holdfast decide}: what waits for whoever asks, with the button to do it or the link to where it is done. */
@Component
class DecideCommand implements CommandHandler {
    private static final int AT_MOST = 15;

    private final Tasks tasks;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Words words;
    private final String publicUrl;

    DecideCommand(
            Tasks tasks,
            Incidents incidents,
            Playbooks playbooks,
            Words words,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.tasks = tasks;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.words = words;
        this.publicUrl = publicUrl;
    }

    @Override
    public String word() {
        return "decide";
    }

    @Override
    public Said ran(Command command) {
        String locale = playbooks.current(World.LIVE).catalog().locales().get(0);
        ZoneId zone = playbooks.current(World.LIVE).catalog().zone();
        Caller caller = Taking.caller(command.by());
        List<Task> his = tasks.open(null).stream()
                .filter(t -> caller.name().equals(t.assignee())
                        || t.assignee() == null && (t.groups().isEmpty() || caller.inAny(t.groups())))
                .toList();
        List<Said.Part> parts = new ArrayList<>();
        parts.add(new Said.Part(
                words.render("slack/decide", locale, Map.of("count", (long) his.size(), "shown", (long)
                        Math.min(AT_MOST, his.size()))),
                List.of()));
        for (Task task : his.subList(0, Math.min(AT_MOST, his.size()))) {
            Instant due = task.dueAt();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", task.name());
            fields.put("incident", task.incident());
            fields.put(
                    "title",
                    incidents.find(task.incident()).map(Incident::title).orElse(""));
            fields.put("about", task.about());
            fields.put("dueAt", due == null ? 0L : due.getEpochSecond());
            fields.put(
                    "due",
                    due == null ? "" : DateTimeFormatter.ofPattern("HH:mm").format(due.atZone(zone)));
            parts.add(new Said.Part(words.render("slack/decide-task", locale, fields), buttons(task, locale)));
        }
        return new Said(parts);
    }

    private List<Button> buttons(Task task, String locale) {
        String link = publicUrl + "/tasks/" + task.id();
        for (String role : List.of("commander", "owner")) {
            if (task.key().equals(Pages.task(role))) {
                List<String> labels = words.render("slack/page-buttons", locale, Map.of("role", role))
                        .lines()
                        .toList();
                String value = task.incident() + "/" + task.key();
                return List.of(
                        new Button(labels.get(0), "take", value, true, null),
                        new Button(labels.get(1), "not-mine", value, false, null),
                        new Button(labels.get(2), "open", value, false, link));
            }
        }
        return List.of(new Button(
                words.render("slack/task-button", locale, Map.of("name", task.name())), "open", task.id(), true, link));
    }
}
