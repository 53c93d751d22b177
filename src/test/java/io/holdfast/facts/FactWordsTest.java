package io.holdfast.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Reliance;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.IncidentStory;
import io.holdfast.playbook.OnePlaybook;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers are told when several journeys are hit at once. */
class FactWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Journey CALLS = journey("calls", 1, "Use the chat.", "The app works.", "app", "app");
    private static final Journey APP = journey("app", 2, "Call us.", "Cards work.", "", "calls");
    private static final Journey RECORDS = journey("records", 3, "Use the app.", "The app works.", "app", "app");

    private static final Catalog CATALOG = new Catalog(
            "Northbank",
            ZoneId.of("UTC"),
            List.of("en", "es"),
            List.of(CALLS, APP, RECORDS),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    private final FactWords words = new FactWords(new OnePlaybook(CATALOG), new Plain(), new Still());

    private static Journey journey(String id, int order, String doNow, String works, String worksOn, String doOn) {
        return new Journey(
                id,
                id,
                order,
                "team",
                "?",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                both("trouble with " + id),
                both(works),
                both(doNow),
                both(id),
                both("Do."),
                both("Say."),
                both("Don't."),
                null,
                id.equals("records") ? both("you see no " + id) : Map.of(),
                new Reliance(worksOn.isEmpty() ? List.of() : List.of(worksOn), List.of(doOn)));
    }

    private static Map<String, String> both(String text) {
        return Map.of("en", text, "es", text + " (es)");
    }

    private static Incident hit(String... journeys) {
        IncidentStory story = new IncidentStory(1, NOW.minusSeconds(480), NOW);
        for (String journey : journeys) {
            story.hits(journey, Verdict.GOOD, Verdict.BAD, Verdict.GOOD, Verdict.GOOD);
        }
        return story.at(NOW);
    }

    private FactSheet.Words of(String locale, int journeys, String... hit) {
        return words.of(hit(hit), List.of(), locale, journeys, false, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void nobodyIsSentToAWayThatIsHitItself(String locale) {
        FactSheet.Words said = of(locale, 3, "app", "records");
        assertThat(said.doNow()).isEqualTo(APP.doNow().get(locale));
        assertThat(said.works()).isEqualTo(APP.works().get(locale));
    }

    @Test
    void aWayThatIsNotHitIsStillAdvised() {
        assertThat(of("en", 3, "records")).returns("Use the app.", FactSheet.Words::doNow);
        assertThat(of("en", 3, "calls", "records")).returns("Use the chat. Use the app.", FactSheet.Words::doNow);
    }

    @Test
    void aTextThatSpeaksOfOneJourneyKnowsOfTheOthersThatAreHit() {
        FactSheet.Words said = of("en", 1, "calls", "app");
        assertThat(said.wrong()).contains("trouble with calls").doesNotContain("app");
        assertThat(said.doNow()).isEmpty();
        assertThat(said.works()).isEmpty();
    }

    @Test
    void agentsReadTheirOwnWordsWhereThereAreAny() {
        Incident incident = hit("app", "records");
        assertThat(words.agentTrouble(incident, List.of(APP, RECORDS), "en"))
                .isEqualTo("trouble with app; you see no records");
    }

    private static final class Plain implements Words {
        @Override
        public String render(String name, String locale, Map<String, ?> fields) {
            return new TreeMap<>(fields)
                    .values().stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(" "));
        }

        @Override
        public long version() {
            return 12;
        }
    }

    private static final class Still implements Times {
        @Override
        public Instant in(World world) {
            return NOW;
        }

        @Override
        public Instant real() {
            return NOW;
        }

        @Override
        public boolean settable() {
            return false;
        }
    }
}
