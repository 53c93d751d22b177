package io.holdfast.detect;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.TaskSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about 'Is this real?': the incidents that a candidate may be a part of. */
@Component
class TriageFacts implements TaskFacts {
    private final Incidents incidents;

    TriageFacts(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("isThisReal");
    }

    @Override
    public void check(TaskSubject subject, Map<String, Object> answers) {
        if ("duplicate".equals(answers.get("verdict")) && !answers.containsKey("duplicateOf")) {
            throw new TaskRefused(
                    TaskRefused.Why.WRONG_ANSWER,
                    "duplicateOf",
                    "Say which incident it is a part of; where that is none that goes on, it is real, or a false alarm");
        }
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        List<Option> options = new ArrayList<>();
        if (source.equals("incidents")) {
            for (Incident other : incidents.open(subject.incident().world())) {
                if (!other.key().equals(subject.incident().key()) && other.goingOn()) {
                    options.add(new Option(other.key(), other.key() + ": " + other.title()));
                }
            }
        }
        return options;
    }
}
