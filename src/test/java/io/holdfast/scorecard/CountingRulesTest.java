package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.catalog.Impact;
import io.holdfast.catalog.Light;
import io.holdfast.evidence.Entries.Seen;
import io.holdfast.scorecard.Past.Reading;
import io.holdfast.scorecard.Past.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that figures are counted by, one by one. */
class CountingRulesTest {
    private static final Instant T = Instant.parse("2026-11-23T09:00:00Z");

    private static Instant at(long minutes) {
        return T.plusSeconds(60 * minutes);
    }

    private static Promises.Word word(long at, @Nullable Long next) {
        return new Promises.Word(at(at), next == null ? null : at(next));
    }

    @Test
    void aPromiseIsKeptByTheNextWordAndBindsNobodyAfterTheEnd() {
        assertThat(Promises.of(List.of(), at(60))).isEqualTo(Promises.NONE);
        assertThat(Promises.of(List.of(word(0, 20L), word(20, null)), at(60))).isEqualTo(new Promises(1, 1));
        // A minute's grace, and not two.
        assertThat(Promises.of(List.of(word(0, 20L), word(21, null)), at(60))).isEqualTo(new Promises(1, 1));
        assertThat(Promises.of(List.of(word(0, 20L), word(22, null)), at(60))).isEqualTo(new Promises(1, 0));
        // Over before it fell due; and over just then.
        assertThat(Promises.of(List.of(word(0, 20L)), at(15))).isEqualTo(Promises.NONE);
        assertThat(Promises.of(List.of(word(0, 20L)), at(22))).isEqualTo(new Promises(1, 0));
        // Whatever order they are read in.
        assertThat(Promises.of(List.of(word(20, 40L), word(0, 20L)), at(50))).isEqualTo(new Promises(2, 1));
    }

    private static Seen seen(long minute, String kind, Map<String, Object> body) {
        return new Seen("INC-1", minute, at(minute), kind, null, body);
    }

    private static Map<String, Object> lights(String name, String identity) {
        return Map.of(name, Map.of("sign-in", List.of("good", identity, "unknown", "good")));
    }

    @Test
    void whatWasBadWhenItWasNoticedWasBadSinceTheOnsetAndNothingIsBadWhileItIsOver() {
        BadSpans spans = BadSpans.of(
                List.of(
                        seen(5, "incident.opened", lights("lights", "bad")),
                        seen(10, "incident.facts", lights("journeys", "strained")),
                        seen(12, "incident.facts", lights("journeys", "bad")),
                        seen(20, "incident.ended", Map.of()),
                        seen(40, "incident.reopened", Map.of()),
                        seen(50, "incident.facts", Map.of("journeys", Map.of()))),
                at(0),
                at(60));
        assertThat(spans.known()).isTrue();
        assertThat(spans.spans())
                .containsExactly(
                        new Span("sign-in", Light.IDENTITY, at(0), at(10)),
                        new Span("sign-in", Light.IDENTITY, at(12), at(20)),
                        new Span("sign-in", Light.IDENTITY, at(40), at(50)));
    }

    @Test
    void anOldRecordWithoutLightsInItsFirstEntryBeginsWithTheFirstChangeAndABlindOneIsNotKnown() {
        BadSpans old = BadSpans.of(
                List.of(
                        seen(5, "incident.opened", Map.of("journeys", List.of("sign-in"))),
                        seen(7, "incident.facts", lights("journeys", "bad"))),
                at(0),
                at(9));
        assertThat(old.spans()).containsExactly(new Span("sign-in", Light.IDENTITY, at(7), at(9)));
        BadSpans blind = BadSpans.of(
                List.of(seen(
                        5,
                        "incident.opened",
                        Map.of("lights", Map.of("sign-in", List.of("unknown", "unknown", "unknown", "unknown"))))),
                at(0),
                at(9));
        assertThat(blind.known()).isFalse();
        assertThat(blind.spans()).isEmpty();
    }

    private static Reading reading(String metric, long minute, double hit, @Nullable Long contacts) {
        return new Reading("sign-in", Light.IDENTITY, metric, at(minute), hit, contacts);
    }

    @Test
    void customersAreCountedByReadingsElseEstimatedElseNotKnown() {
        Impact ten = new Impact(10.0, null, null, "planning");
        // Within the span only; of two indicators the one that sees most.
        Hit counted = Customers.hit(
                "sign-in",
                "identity",
                at(0),
                at(10),
                List.of(
                        reading("a", 1, 0.5, 100L),
                        reading("a", 2, 0.25, 100L),
                        reading("b", 1, 0.9, 10L),
                        reading("a", 10, 1, 1000L)),
                ten);
        assertThat(counted.low()).isEqualTo(75);
        assertThat(counted.high()).isEqualTo(75);
        assertThat(counted.measured()).isTrue();
        Hit shares = Customers.hit(
                "sign-in",
                "identity",
                at(0),
                at(10),
                List.of(reading("a", 1, 0.2, null), reading("a", 2, 0.4, null)),
                ten);
        assertThat(shares.low()).isEqualTo(30, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(shares.high()).isEqualTo(100);
        assertThat(shares.measured()).isFalse();
        Hit guessed = Customers.hit("sign-in", "identity", at(0), at(10), List.of(), ten);
        assertThat(guessed.low()).isZero();
        assertThat(guessed.high()).isEqualTo(100);
        assertThat(Customers.hit("sign-in", "identity", at(0), at(10), List.of(), null)
                        .known())
                .isFalse();
    }

    @Test
    void aJourneyIsHitAsItsWorstLightHitsAndWhatOverlapsIsCountedOnce() {
        Impact ten = new Impact(10.0, null, null, "planning");
        List<Hit> hits = Sweep.hits(
                List.of(
                        new Span("sign-in", Light.IDENTITY, at(0), at(10)),
                        new Span("sign-in", Light.IDENTITY, at(5), at(20)),
                        new Span("sign-in", Light.COMPLETION, at(15), at(30))),
                List.of(reading("a", 1, 1.0, 800L)),
                journey -> ten);
        List<Hit> whole = hits.stream().filter(h -> h.light().equals(Hit.ANY)).toList();
        Sweep.Sum sum = Sweep.sum(whole);
        assertThat(sum.minutes()).isEqualTo(30);
        // 0–15: 800 × 15/20 counted; 15–20: the greater of 800 × 5/20 and 50; 20–30: none to 100.
        assertThat(sum.high).isEqualTo(600 + 200 + 100, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(sum.low).isEqualTo(800, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(sum.estimated).isTrue();
        Sweep.Sum twice = Sweep.sum(
                java.util.stream.Stream.concat(whole.stream(), whole.stream()).toList());
        assertThat(twice.minutes()).isEqualTo(30);
        assertThat(twice.high).isEqualTo(sum.high, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void workingHoursAreThoseOfTheHousesClock() {
        WorkingHours hours = WorkingHours.of(ZoneId.of("Europe/London"), "mon,tue,wed,thu,fri 08:00-18:00");
        assertThat(hours.holds(Instant.parse("2026-03-27T07:30:00Z"))).isFalse();
        assertThat(hours.holds(Instant.parse("2026-03-30T07:30:00Z"))).isTrue();
        assertThat(hours.holds(Instant.parse("2026-03-30T17:00:00Z"))).isFalse();
        assertThat(hours.holds(Instant.parse("2026-03-29T10:00:00Z"))).isFalse();
        assertThatThrownBy(() -> WorkingHours.of(ZoneId.of("UTC"), "office hours"))
                .hasMessage("holdfast.scorecard.working-hours is 'office hours'; write days and times as in"
                        + " 'mon,tue,wed,thu,fri 08:00-18:00'");
    }

    @Test
    void aDayIsAsLongAsTheHousesClockMakesIt() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        // The day on which Madrid's clocks go back has 25 hours.
        Scorecards.Question day = Periods.of("2026-10-25", "2026-10-25", null, madrid, T);
        assertThat(day.from()).isEqualTo("2026-10-24T22:00:00Z");
        assertThat(day.to()).isEqualTo("2026-10-25T23:00:00Z");
        Scorecards.Question usual = Periods.of(null, null, "month", madrid, T);
        assertThat(usual.from()).isEqualTo("2026-08-25T22:00:00Z");
        assertThat(usual.to()).isEqualTo("2026-11-23T23:00:00Z");
        Scorecards.Question instants = Periods.of("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", null, madrid, T);
        assertThat(instants.from()).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(instants.to()).isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void aRowOfMergesEndsWithItsLastAndACircleEndsToo() {
        assertThat(MeasuredRows.root("a", Map.of("a", "b", "b", "c"))).isEqualTo("c");
        assertThat(MeasuredRows.root("a", Map.of())).isEqualTo("a");
        assertThat(MeasuredRows.root("a", Map.of("a", "b", "b", "a"))).isIn("a", "b");
    }
}
