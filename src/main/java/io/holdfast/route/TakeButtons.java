package io.holdfast.route;

import io.holdfast.delivery.ButtonHandler;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.Tasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The buttons under a page: 'Take command', 'Take ownership', 'Not mine'. Whoever presses acts as himself, with his own rights. */
@Component
class TakeButtons implements ButtonHandler {
    private final Tasks tasks;
    private final Incidents incidents;
    private final People people;
    private final Playbooks playbooks;
    private final Words words;

    TakeButtons(Tasks tasks, Incidents incidents, People people, Playbooks playbooks, Words words) {
        this.tasks = tasks;
        this.incidents = incidents;
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public Set<String> actions() {
        return Set.of("take", "not-mine");
    }

    @Override
    public String pressed(Press press) {
        int slash = press.value().lastIndexOf('/');
        Optional<Incident> incident =
                slash < 0 ? Optional.empty() : incidents.find(press.value().substring(0, slash));
        Optional<Member> member = people.bySlack(press.slackUser());
        if (incident.isEmpty() || member.isEmpty()) {
            return answer("stranger", incident.map(Incident::key).orElse(""), "", "", "");
        }
        String key = incident.get().key();
        String task = press.value().substring(slash + 1);
        String role = task.equals("takeCommand") ? "commander" : "owner";
        Optional<Task> open =
                tasks.open(key).stream().filter(t -> t.key().equals(task)).findFirst();
        if (open.isEmpty()) {
            return late(key, role);
        }
        Caller caller = new Caller(member.get().username(), false, member.get().groups(), Set.of());
        boolean takes = press.action().equals("take");
        try {
            tasks.complete(open.get().id(), Map.of("verdict", takes ? "take" : "not-mine"), caller);
        } catch (TaskRefused refused) {
            throw new Refused(
                    refused.why() == TaskRefused.Why.DONE
                            ? late(key, role)
                            : answer("refused", key, role, "", String.valueOf(refused.getMessage())),
                    refused);
        }
        return answer(takes ? "took" : "not-mine", key, role, member.get().name(), "");
    }

    // Somebody else was faster, or it is over altogether.
    private String late(String key, String role) {
        Incident incident = incidents.find(key).orElseThrow();
        Optional<String> holder = role.equals("commander") ? incident.commander() : incident.owner();
        if (!incident.goingOn() || holder.isEmpty()) {
            return answer("over", key, role, "", "");
        }
        return answer("late", key, role, people.nameOf(holder.get()), "");
    }

    private String answer(String what, String incident, String role, String who, String why) {
        String locale = playbooks
                .current(io.holdfast.time.World.LIVE)
                .catalog()
                .locales()
                .get(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", what);
        fields.put("incident", incident);
        fields.put("role", role);
        fields.put("who", who);
        fields.put("why", why);
        return words.render("slack/page-answer", locale, fields);
    }
}
