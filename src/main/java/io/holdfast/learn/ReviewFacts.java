package io.holdfast.learn;

import io.holdfast.people.People;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
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

    ReviewFacts(ReviewRows reviews, People people) {
        this.reviews = reviews;
        this.people = people;
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
