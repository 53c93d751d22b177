package io.holdfast.updates;

import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about 'Approve the update': the drafted words. */
@Component
class UpdateFacts implements TaskFacts {
    private final Drafts drafts;

    UpdateFacts(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("approveUpdate");
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        Map<String, Object> proposals = new LinkedHashMap<>();
        draft(subject).ifPresent(d -> {
            proposals.put("verdict", "send");
            d.texts().forEach((locale, text) -> proposals.put("text." + locale, text));
        });
        return proposals;
    }

    @Override
    public Map<String, String> hints(TaskSubject subject) {
        return draft(subject)
                .map(d -> Map.of("verdict", "Drawn from facts version " + d.factsVersion() + ": " + d.reason()))
                .orElse(Map.of());
    }

    private Optional<Draft> draft(TaskSubject subject) {
        return Optional.ofNullable(subject.ref()).map(drafts::get);
    }
}
