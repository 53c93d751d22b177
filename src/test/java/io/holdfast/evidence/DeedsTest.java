package io.holdfast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people did, by the record. */
class DeedsTest {

    private static Entry entry(Recorder recorder, String kind, Actor by) {
        return new Entry(World.LIVE, "INC-1", recorder.times.in(World.LIVE), kind, "a text", by, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void peoplesDeedsAreToldInTheirOrderAndOfWhoWasErasedNothingIs(String database) {
        try (Recorder recorder = new Recorder(database)) {
            Deeds deeds = new DeedsInChains(recorder.client, recorder.pseudonyms);
            recorder.record(entry(recorder, "incident.opened", new Actor.Self("detect")));
            recorder.record(entry(recorder, "incident.commander", new Actor.Person("dana")));
            recorder.record(entry(recorder, "note", new Actor.Token("tracker")));
            recorder.record(entry(recorder, "note", new Actor.Person("priya")));
            recorder.record(entry(recorder, "task.completed", new Actor.Person("dana")));
            assertThat(told(deeds)).containsExactly("dana incident.commander", "priya note", "dana task.completed");
            recorder.pseudonyms.forget("dana");
            assertThat(told(deeds)).containsExactly("priya note");
            assertThat(deeds.of(World.LIVE, "INC-2")).isEmpty();
        }
    }

    private static List<String> told(Deeds deeds) {
        return deeds.of(World.LIVE, "INC-1").stream()
                .map(d -> d.username() + " " + d.kind())
                .toList();
    }
}
