package io.holdfast.route;

import io.holdfast.delivery.CommandHandler;
import io.holdfast.delivery.Said;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code /holdfast ack [INC-n] [command|ownership]}: takes the role that somebody is paged for. */
@Component
class AckCommand implements CommandHandler {
    private static final Set<String> OWNERSHIP = Set.of("owner", "ownership");

    private final Taking taking;
    private final Tasks tasks;
    private final Playbooks playbooks;
    private final Words words;

    AckCommand(Taking taking, Tasks tasks, Playbooks playbooks, Words words) {
        this.taking = taking;
        this.tasks = tasks;
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public String word() {
        return "ack";
    }

    @Override
    public Said ran(Command command) {
        Incident incident = command.incident();
        if (incident == null) {
            return which(command.open());
        }
        String named = command.rest().toLowerCase(Locale.ROOT);
        List<Task> asked = tasks.open(incident.key()).stream()
                .filter(t -> t.key().equals(Pages.task("commander")) || t.key().equals(Pages.task("owner")))
                .toList();
        Caller caller = Taking.caller(command.by());
        // What he may take comes first: somebody of the team that is paged as owner types 'ack' and means that.
        Optional<String> task = OWNERSHIP.contains(named)
                ? Optional.of(Pages.task("owner"))
                : named.startsWith("command")
                        ? Optional.of(Pages.task("commander"))
                        : asked.stream()
                                .filter(t -> t.groups().isEmpty() || caller.inAny(t.groups()))
                                .map(Task::key)
                                .sorted()
                                .findFirst()
                                .or(() -> asked.stream().map(Task::key).sorted().findFirst());
        return Said.words(taking.answer(incident.key(), task.orElse(Pages.task("commander")), true, command.by()));
    }

    private Said which(List<Incident> open) {
        String locale = playbooks.current(World.LIVE).catalog().locales().get(0);
        String keys = open.stream().map(Incident::key).collect(Collectors.joining(", "));
        return Said.words(words.render("slack/command-which", locale, Map.of("word", "ack", "incidents", keys)));
    }
}
