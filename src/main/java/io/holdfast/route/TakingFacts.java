package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.TaskSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What is known about 'Take command' and 'Take ownership': who else could, and who is paged when nobody answers. */
@Component
class TakingFacts implements TaskFacts {
    private final AskRows asked;
    private final Rungs rungs;
    private final People people;

    TakingFacts(AskRows asked, Rungs rungs, People people) {
        this.asked = asked;
        this.rungs = rungs;
        this.people = people;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("takeCommand", "takeOwnership");
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        return Map.of("verdict", "take");
    }

    @Override
    public Optional<String> onDue(TaskSubject subject) {
        Incident incident = subject.incident();
        String role = subject.key().equals("takeCommand") ? "commander" : "owner";
        return asked.of(incident.key(), role).map(q -> {
            int next = q.handedTo() == null ? subject.rung() + 1 : 0;
            List<String> names = rungs
                    .people(incident, new Asked.Question(q.incident(), role, q.team(), next, null, q.askedAt()), next)
                    .stream()
                    .map(people::nameOf)
                    .toList();
            return String.join(", ", names) + (names.size() == 1 ? " is paged" : " are paged");
        });
    }

    @Override
    public void check(TaskSubject subject, Map<String, Object> answers) {
        if ("hand-to".equals(answers.get("verdict")) && !answers.containsKey("who")) {
            throw new TaskRefused(TaskRefused.Why.WRONG_ANSWER, "who", "Say who should take it");
        }
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        if (!source.equals("people")) {
            return List.of();
        }
        String group = subject.key().equals("takeCommand")
                ? "commander"
                : subject.incident().ownerTeam().map(t -> "team:" + t).orElse("commander");
        return people.all().stream()
                .filter(m -> m.groups().contains(group))
                .map(TakingFacts::option)
                .collect(Collectors.toList());
    }

    private static Option option(Member member) {
        return new Option(member.username(), member.name());
    }
}
