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
import io.holdfast.time.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes a role from within Slack, by button or by word, and says how it went. Whoever does acts with his own rights. */
@Component
class Taking {
    private final Tasks tasks;
    private final Incidents incidents;
    private final People people;
    private final Playbooks playbooks;
    private final Words words;

    Taking(Tasks tasks, Incidents incidents, People people, Playbooks playbooks, Words words) {
        this.tasks = tasks;
        this.incidents = incidents;
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
    }

    /**
     * Answers for the role that this task asks for.
     *
     * @param task {@code takeCommand} or {@code takeOwnership}
     * @param takes whether he takes it, or says that it is not his
     * @throws ButtonHandler.Refused where he may not, or somebody was faster in this very moment
     */
    String answer(String key, String task, boolean takes, Member member) {
        String role = task.equals(Pages.task("commander")) ? "commander" : "owner";
        Optional<Task> open =
                tasks.open(key).stream().filter(t -> t.key().equals(task)).findFirst();
        if (open.isEmpty()) {
            return late(key, role);
        }
        Caller caller = caller(member);
        try {
            tasks.complete(open.get().id(), Map.of("verdict", takes ? "take" : "not-mine"), caller);
        } catch (TaskRefused refused) {
            throw new ButtonHandler.Refused(
                    refused.why() == TaskRefused.Why.DONE
                            ? late(key, role)
                            : say("refused", key, role, "", String.valueOf(refused.getMessage())),
                    refused);
        }
        return say(takes ? "took" : "not-mine", key, role, member.name(), "");
    }

    static Caller caller(Member member) {
        return new Caller(member.username(), false, member.groups(), Set.of());
    }

    // Somebody else was faster, or it is over altogether.
    private String late(String key, String role) {
        Incident incident = incidents.find(key).orElseThrow();
        Optional<String> holder = role.equals("commander") ? incident.commander() : incident.owner();
        if (!incident.goingOn() || holder.isEmpty()) {
            return say("over", key, role, "", "");
        }
        return say("late", key, role, people.nameOf(holder.get()), "");
    }

    String say(String what, String incident, String role, String who, String why) {
        String locale = playbooks.current(World.LIVE).catalog().locales().get(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", what);
        fields.put("incident", incident);
        fields.put("role", role);
        fields.put("who", who);
        fields.put("why", why);
        return words.render("slack/page-answer", locale, fields);
    }
}
