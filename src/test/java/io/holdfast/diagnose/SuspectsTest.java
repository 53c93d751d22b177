package io.holdfast.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Vendor;
import io.holdfast.incident.Suspect;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private static final Catalog CATALOG = new Catalog(
            "Northbank",
            ZoneId.of("UTC"),
            List.of("en"),
            List.of(
                    journey("sign-in", "login"),
                    journey("reach-team", "phones"),
                    journey("load-record", "crm", "login"),
                    journey("pay", "payments", "login")),
            List.of(
                    dependency("login", Dependency.Kind.IDENTITY, "harrow", "eu", "cloud"),
                    dependency("phones", Dependency.Kind.CCAAS, "voxel", "eu", "cloud"),
                    dependency("crm", Dependency.Kind.CRM, null, "eu", "cloud", "database"),
                    dependency("payments", Dependency.Kind.INTEGRATION, null, "us", "cloud", "database"),
                    dependency("database", Dependency.Kind.CLOUD, null, "us", null)),
            List.of(new Vendor("harrow", "Harrow ID", "portal", null, null, null)),
            List.of(),
            List.of(),
            List.of());

    private static Journey journey(String id, String... dependencies) {
        return new Journey(
                id,
                id,
                1,
                "team",
                "?",
                List.of(dependencies),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Dependency dependency(
            String id,
            Dependency.Kind kind,
            @Nullable String vendor,
            String region,
            @Nullable String platform,
            String... needs) {
        return new Dependency(
                id,
                id,
                kind,
                "standard",
                vendor,
                region,
                platform,
                "team",
                "none",
                List.of(needs),
                List.of(),
                List.of(),
                false);
    }

    private static Evidenced seen(Set<String> hit, Set<String> healthy, Set<String> alerted) {
        return new Evidenced(hit, healthy, alerted, List.of(), List.of(), CATALOG);
    }

    @Test
    void whatAllAffectedJourneysCrossAndNoHealthyOneIsFirstAndSaysSo() {
        List<Suspect> ranked =
                Suspects.rank(seen(Set.of("sign-in", "load-record", "pay"), Set.of("reach-team"), Set.of()));
        assertThat(ranked.get(0).id()).isEqualTo("login");
        assertThat(ranked.get(0).score()).isEqualTo(6);
        assertThat(ranked.get(0).because())
                .isEqualTo("3 of 3 affected journeys cross it; none of the healthy ones does");
        // The platform carries them all, and the healthy one too.
        assertThat(ranked)
                .filteredOn(s -> s.id().equals("cloud"))
                .singleElement()
                .satisfies(s -> assertThat(s.score()).isEqualTo(3));
    }

    @Test
    void anAlertThatNamesItOutweighsWhatIsOnlyCrossed() {
        List<Suspect> ranked = Suspects.rank(seen(Set.of("sign-in", "load-record"), Set.of(), Set.of("crm")));
        assertThat(ranked.get(0).id()).isEqualTo("crm");
        assertThat(ranked.get(0).because()).isEqualTo("1 of 2 affected journeys crosses it. An alert names it");
        assertThat(ranked.get(0).ruledOutIf())
                .isEqualTo("Ruled out if sign-in fails for the same cause: it does not cross it");
    }

    @Test
    void ofTwoThatAlertTheOneThatTheOtherNeedsIsLikelier() {
        List<Suspect> ranked =
                Suspects.rank(seen(Set.of("load-record", "pay"), Set.of(), Set.of("crm", "payments", "database")));
        assertThat(ranked.get(0).id()).isEqualTo("database");
        assertThat(ranked.get(0).because()).contains("crm, payments alert and need it");
    }

    @Test
    void aVendorsNoticeAndARecentChangeCountForWhatTheyName() {
        Evidenced seen = new Evidenced(
                Set.of("sign-in"),
                Set.of(),
                Set.of(),
                List.of(new Evidenced.Notice("harrow", "Elevated error rates")),
                List.of(new Evidenced.Change("change-7", "crm 4.2 rolled out", "crm", null, Duration.ofMinutes(20))),
                CATALOG);
        List<Suspect> ranked = Suspects.rank(seen);
        assertThat(ranked.get(0).id()).isEqualTo("login");
        assertThat(ranked.get(0).score()).isEqualTo(2 - 2 + 6);
        assertThat(ranked.get(0).because()).contains("Its vendor says so: Elevated error rates");
        assertThat(ranked).filteredOn(s -> s.kind().equals("vendor")).isNotEmpty();
        assertThat(ranked)
                .filteredOn(s -> s.id().equals("change-7"))
                .singleElement()
                .satisfies(s -> assertThat(s.because()).contains("Changed 20 min before: crm 4.2 rolled out"));
    }

    @Test
    void aRegionIsSuspectedWhereSeveralOfItsPartsAlert() {
        List<Suspect> ranked = Suspects.rank(
                seen(Set.of("sign-in", "reach-team", "load-record"), Set.of(), Set.of("login", "phones", "crm")));
        Suspect region = ranked.stream()
                .filter(s -> s.kind().equals("region"))
                .findFirst()
                .orElseThrow();
        assertThat(region.name()).isEqualTo("Region eu");
        assertThat(ranked.get(0)).isEqualTo(region);
    }

    @Test
    void whatNothingPointsToIsNoSuspect() {
        assertThat(Suspects.rank(seen(Set.of(), Set.of(), Set.of()))).isEmpty();
    }
}
