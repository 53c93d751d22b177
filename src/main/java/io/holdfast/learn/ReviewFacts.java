package io.holdfast.learn;

import io.holdfast.incident.Incident;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.TaskSubject;
import io.holdfast.time.Times;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about the review's tasks: the draft as proposals, and who can own what. */
@Component
class ReviewFacts implements TaskFacts {
    private final ReviewRows reviews;
    private final People people;
    private final Playbooks playbooks;
    private final Times times;

    ReviewFacts(ReviewRows reviews, People people, Playbooks playbooks, Times times) {
        this.reviews = reviews;
        this.people = people;
        this.playbooks = playbooks;
        this.times = times;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("writeReview", "agreeOnActions");
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        Map<String, Object> proposals = new LinkedHashMap<>();
        if (subject.key().equals("writeReview")) {
            reviews.of(subject.incident().key()).ifPresent(r -> {
                proposals.put("summary", r.summary());
                proposals.put("contributing", r.contributing());
                proposals.put("wentWell", r.wentWell());
                proposals.put("lucky", r.lucky());
                if (r.owner() != null && people.find(r.owner()).isPresent()) {
                    proposals.put("owner", r.owner());
                }
            });
        }
        return proposals;
    }

    /** Each action has one owner and a due date; half of one is not dropped silently. */
    @Override
    public void check(TaskSubject subject, Map<String, Object> answers) {
        if (!subject.key().equals("agreeOnActions")) {
            return;
        }
        Incident incident = subject.incident();
        LocalDate today = times.in(incident.world())
                .atZone(playbooks.current(incident.world()).catalog().zone())
                .toLocalDate();
        for (int n = 1; n <= RecordActions.MOST; n++) {
            Object due = answers.get("due" + n);
            boolean what = answers.containsKey("action" + n);
            boolean owner = answers.containsKey("owner" + n);
            if (!what && (owner || due != null)) {
                throw wrong(
                        "action" + n,
                        "'action" + n + "' is missing: say what is to be done, or leave owner and due date of action "
                                + n + " empty too");
            }
            if (what && !owner) {
                throw wrong("owner" + n, "'owner" + n + "' is missing: each action has one owner; choose who does it");
            }
            if (what && due == null) {
                throw wrong(
                        "due" + n,
                        "'due" + n + "' is missing: each action has a due date, such as " + today.plusDays(14));
            }
            if (due != null) {
                String why = DueDates.refusal("due" + n, LocalDate.parse(due.toString()), today);
                if (why != null) {
                    throw wrong("due" + n, why);
                }
            }
        }
    }

    private static TaskRefused wrong(String field, String message) {
        return new TaskRefused(TaskRefused.Why.WRONG_ANSWER, field, message);
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        return source.equals("people")
                ? people.all().stream()
                        .filter(m -> !m.groups().stream().allMatch(g -> g.equals("agent") || g.equals("viewer")))
                        .map(m -> new Option(m.username(), m.name()))
                        .toList()
                : List.of();
    }
}
