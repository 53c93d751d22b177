package io.holdfast.updates;

import io.holdfast.incident.Incidents;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Draws as {@link RecordUpdate} does once the answer is there. */
@Component
class DrawnWithout implements WordsWithout {
    private final Drafts drafts;
    private final Incidents incidents;
    private final CustomerWords words;

    DrawnWithout(Drafts drafts, Incidents incidents, CustomerWords words) {
        this.drafts = drafts;
        this.incidents = incidents;
        this.words = words;
    }

    @Override
    public Map<String, String> modes(String draft) {
        return drafts.find(draft)
                .flatMap(d -> incidents.find(d.incident()).map(i -> words.draw(i, d.kind(), d.nextWordAt())))
                .orElse(Map.of());
    }
}
