package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.holdfast.catalog.Catalog;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.JourneyImpact;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forty incidents, counted without a database. */
class FiguresTest {
    private static final Late LATE = new Late(Map.of("INC-10", 1L), Map.of("INC-10", 1L));

    private static List<Measured> real(Catalog catalog) {
        return FortyIncidents.measured(catalog).stream()
                .filter(m -> m.countedAs == CountedAs.REAL)
                .toList();
    }

    private static Figures figures(ZoneId zone) {
        Catalog catalog = FortyIncidents.catalog(zone);
        return new Figures(
                catalog, new Values(catalog, new Repeats(FortyIncidents.measured(catalog), zone, 30, 90), LATE));
    }

    private static Map<String, Group> by(By by, ZoneId zone) {
        return figures(zone).by(by, real(FortyIncidents.catalog(zone))).stream()
                .collect(Collectors.toMap(Group::id, Function.identity()));
    }

    private static Map<String, Long> sizes(By by, ZoneId zone) {
        return by(by, zone).values().stream().collect(Collectors.toMap(Group::id, Group::incidents));
    }

    @Test
    void theFiguresEqualThoseWorkedOutByHand() {
        Catalog catalog = FortyIncidents.catalog(FortyIncidents.LONDON);
        FortyFigures.check(figures(FortyIncidents.LONDON).all(real(catalog)));
    }

    @Test
    void whatIsNotRealIsToldApartAndWhatGoesOnIsNotCounted() {
        Map<CountedAs, Long> apart = FortyIncidents.measured(FortyIncidents.catalog(FortyIncidents.LONDON)).stream()
                .collect(Collectors.groupingBy(m -> m.countedAs, Collectors.counting()));
        assertThat(apart)
                .containsOnly(
                        entry(CountedAs.REAL, 30L),
                        entry(CountedAs.MERGED, 3L),
                        entry(CountedAs.EXERCISE, 2L),
                        entry(CountedAs.FALSE_ALARM, 2L),
                        entry(CountedAs.CANCELLED, 1L),
                        entry(CountedAs.DECLINED, 1L));
    }

    @Test
    void monthsAreThoseOfTheHousesCalendar() {
        // 6 began on 1 April at 00:30 by London's summer time, 7 on 30 April at 23:30, 21 on 31 October at 23:30 by
        // winter time.
        assertThat(sizes(By.MONTH, FortyIncidents.LONDON))
                .containsOnly(
                        entry("2026-03", 5L),
                        entry("2026-04", 2L),
                        entry("2026-05", 6L),
                        entry("2026-06", 4L),
                        entry("2026-07", 2L),
                        entry("2026-10", 3L),
                        entry("2026-11", 8L));
        // In Madrid 7 began on 1 May at 00:30 and 21 on 1 November at 00:30.
        assertThat(sizes(By.MONTH, FortyIncidents.MADRID))
                .containsOnly(
                        entry("2026-03", 5L),
                        entry("2026-04", 1L),
                        entry("2026-05", 7L),
                        entry("2026-06", 4L),
                        entry("2026-07", 2L),
                        entry("2026-10", 2L),
                        entry("2026-11", 9L));
    }

    @Test
    void dayOfAnActionIsThatOfTheHousesCalendar() {
        // The second action of 1 was done at 00:30 of the day after, by Madrid's clock.
        Group madrid = figures(FortyIncidents.MADRID).all(real(FortyIncidents.catalog(FortyIncidents.MADRID)));
        FortyFigures.share(madrid, FigureKind.ACTIONS_IN_TIME, 1, 4, 27);
        // Lengths are counted by instants: no clock changes them, and 30 days hold across the change in Madrid, too.
        FortyFigures.minutes(madrid, FigureKind.TIME_TO_RESTORE, 29, 1, 50, 75);
        FortyFigures.share(madrid, FigureKind.REPEATED_IN_30_DAYS, 13, 28, 2);
    }

    @Test
    void thirtyDaysOfTheCalendarAreNotThirtyTimesTwentyFourHours() {
        Catalog utc = FortyIncidents.catalog(ZoneId.of("UTC"));
        Repeats repeats = new Repeats(FortyIncidents.measured(utc), ZoneId.of("UTC"), 30);
        Measured last = real(utc).stream()
                .filter(m -> m.key.equals("INC-23"))
                .findFirst()
                .orElseThrow();
        // Where no clock changes, 30 days after 2 October 12:00 is 1 November 12:00, and 12:45 is later.
        assertThat(repeats.within(30, last)).isFalse();
    }

    @Test
    void eachVendorHasItsOwnMinutesThoughTheyOverlapWithAnothers() {
        Map<String, Group> groups = by(By.VENDOR, FortyIncidents.LONDON);
        assertThat(groups.keySet()).containsExactlyInAnyOrder("harrow", "ringwell", "");
        Group harrow = sure(groups.get("harrow"));
        Group ringwell = sure(groups.get("ringwell"));
        // 1 4 7 10 13 14 18 22 23 29 and 2 5 9 11 15 19 21 26 30.
        assertThat(harrow.incidents()).isEqualTo(10);
        assertThat(ringwell.incidents()).isEqualTo(9);
        // 30 30 35 50 55 60 60 75 80 95: the 5th of 10, and the 9th.
        FortyFigures.minutes(harrow, FigureKind.TIME_TO_RESTORE, 10, 0, 55, 80);
        // 20 30 44 45 45 50 52 58 65: the 5th of 9, and the 9th (8.1).
        FortyFigures.minutes(ringwell, FigureKind.TIME_TO_RESTORE, 9, 0, 45, 65);
        // 30 + 50 + 35 + 60 + 50 + 60 + 55 + 30 + 75 + 80: all 60 of 10, though 11 lies on half of them.
        assertThat(minutes(harrow)).isEqualTo(525.0);
        // 45 of sign-in (11), and 452 − 43 (24 has no vendor) of reach-team.
        assertThat(minutes(ringwell)).isEqualTo(454.0);
    }

    private static <T> T sure(@Nullable T found) {
        return Objects.requireNonNull(found);
    }

    private static double minutes(Group group) {
        return group.impact().stream().mapToDouble(JourneyImpact::minutes).sum();
    }

    @Test
    void aJourneysGroupHasItsOwnMinutesOnly() {
        Map<String, Group> groups = by(By.JOURNEY, FortyIncidents.LONDON);
        Group signIn = sure(groups.get("sign-in"));
        // 1 4 7 10 11 12 13 14 18 22 23 29; 11 is in the group of reach-team, too.
        assertThat(signIn.incidents()).isEqualTo(12);
        assertThat(sure(groups.get("reach-team")).incidents()).isEqualTo(10);
        assertThat(sure(groups.get("")).incidents()).isEqualTo(1);
        // 30 30 35 40 45 50 55 60 60 75 80 95: the 6th of 12, and the 11th (10.8).
        FortyFigures.minutes(signIn, FigureKind.TIME_TO_RESTORE, 12, 0, 50, 80);
        assertThat(signIn.impact()).extracting(JourneyImpact::journey).containsExactly("sign-in");
        assertThat(minutes(signIn)).isEqualTo(580.0);
    }

    @Test
    void teamsAndSeveritiesHoldEachIncidentOnce() {
        assertThat(sizes(By.SEVERITY, FortyIncidents.LONDON))
                .containsOnly(entry("SEV1", 3L), entry("SEV2", 14L), entry("SEV3", 11L), entry("SEV4", 2L));
        assertThat(sizes(By.TEAM, FortyIncidents.LONDON))
                .containsOnly(
                        entry("identity", 10L),
                        entry("voice", 10L),
                        entry("crm", 7L),
                        entry("payments", 2L),
                        entry("", 1L));
    }

    @Test
    void nothingHasNoFiguresAndSaysSo() {
        Group nothing = figures(FortyIncidents.LONDON).all(List.of());
        Figure restore = nothing.figure(FigureKind.TIME_TO_RESTORE).orElseThrow();
        assertThat(restore.median()).isNull();
        assertThat(restore.count()).isZero();
        assertThat(nothing.figure(FigureKind.AUDITED).orElseThrow().share()).isNull();
    }

    @Test
    void everyFigureIsExplained() throws java.io.IOException {
        String docs = java.nio.file.Files.readString(
                java.nio.file.Path.of(System.getProperty("holdfast.basedir", "."), "docs/scorecard.md"));
        for (FigureKind kind : FigureKind.values()) {
            assertThat(docs).contains("`" + kind.id() + "`");
        }
    }

    @Test
    void percentilesAreByNearestRank() {
        NearestRank one = new NearestRank(new long[] {7});
        assertThat(one.at(50)).isEqualTo(7);
        assertThat(one.at(90)).isEqualTo(7);
        NearestRank ten = new NearestRank(new long[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
        assertThat(ten.at(50)).isEqualTo(5);
        assertThat(ten.at(90)).isEqualTo(9);
        assertThat(ten.at(100)).isEqualTo(10);
        assertThat(new NearestRank(new long[] {1, 2, 3}).at(50)).isEqualTo(2);
    }

    @Test
    void busyHoursAreTheTenthWithTheMostContacts() {
        Instant begin = Instant.parse("2026-11-09T00:00:00Z");
        // Ten hours of 100 … 1000 contacts, of which 0.90 … 0.99 succeed, the more the busier but for the busiest:
        // 0.50.
        List<ReadingFigures.Hour> hours = new java.util.ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            double share = i == 10 ? 0.5 : 0.9 + i / 100.0;
            hours.add(new ReadingFigures.Hour(
                    "m",
                    begin.plusSeconds(3600L * i),
                    FigureKind.AUTHENTICATION,
                    "sign-in",
                    60,
                    2,
                    100L * i,
                    100 * i * share));
        }
        ReadingFigures readings = new ReadingFigures(hours);
        Map<FigureKind, Figure> all =
                readings.all().stream().collect(Collectors.toMap(Figure::kind, Function.identity()));
        // By nearest rank the 9th of 10 is 900 contacts: 900 × 0.99 + 1000 × 0.5 over 1900.
        assertThat(sure(all.get(FigureKind.AUTHENTICATION_UNDER_LOAD)).share())
                .isEqualTo((900 * 0.99 + 500) / 1900, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(sure(all.get(FigureKind.AUTHENTICATION_UNDER_LOAD)).count()).isEqualTo(1900);
        assertThat(sure(all.get(FigureKind.AUTHENTICATION)).count()).isEqualTo(5500);
        assertThat(sure(all.get(FigureKind.AUTHENTICATION)).leftOut()).isEqualTo(20);
        assertThat(sure(all.get(FigureKind.BOT_CONTAINMENT)).share()).isNull();
    }
}
