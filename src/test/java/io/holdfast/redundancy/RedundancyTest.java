package io.holdfast.redundancy;

import static io.holdfast.redundancy.Halls.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.catalog.RedundancyRule;
import io.holdfast.catalog.RedundancyRule.Allowance;
import io.holdfast.catalog.Replication;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedundancyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static List<String> told(Halls halls, Finding.Kind kind) {
        return Redundancy.of(halls.catalog(), TODAY).judged().stream()
                .map(Judged::finding)
                .filter(f -> f.kind() == kind)
                .map(Finding::what)
                .toList();
    }

    @Test
    void whatNothingStandsInForIsASinglePointOfEachJourneyThatCrossesIt() {
        Halls halls = new Halls()
                .journey("pay", List.of("core"))
                .journey("look", List.of("web"))
                .thing("web")
                .redundancy("active-active")
                .needs("core")
                .and()
                .thing("core")
                .redundancy("data")
                .and();
        assertThat(told(halls, Finding.Kind.SINGLE_POINT))
                .containsExactly(
                        "Without CORE nobody can use 'Do pay' and 'Do look', and its data has a copy, its service has no spare.");
        Redundancy report = Redundancy.of(halls.catalog(), TODAY);
        assertThat(report.singlePoints(halls.journeys.get(1))).extracting("id").containsExactly("core");
    }

    @Test
    void ofThoseThatAreEachOthersSpareNoneIsASinglePoint() {
        Halls halls = new Halls()
                .journey("call", List.of("voice"))
                .thing("voice")
                .redundancy("active-active")
                .needs("alpha", "beta")
                .and()
                .thing("alpha")
                .group("lines")
                .and()
                .thing("beta")
                .group("lines")
                .and();
        assertThat(told(halls, Finding.Kind.SINGLE_POINT)).isEmpty();
        assertThat(told(halls, Finding.Kind.SHARED_FATE)).isEmpty();
    }

    @Test
    void sparesThatShareVendorRegionPlatformControlPlaneOrANeedAreTold() {
        Halls halls = new Halls()
                .journey("call", List.of("alpha", "beta"))
                .thing("alpha")
                .group("lines")
                .vendor("acme")
                .region("west")
                .platform("ring")
                .controlPlane("desk")
                .needs("power")
                .and()
                .thing("beta")
                .group("lines")
                .vendor("acme")
                .region("west")
                .platform("ring")
                .controlPlane("desk")
                .needs("power")
                .and()
                .thing("power")
                .redundancy("active-active")
                .platform("grid")
                .and();
        assertThat(told(halls, Finding.Kind.SHARED_FATE))
                .containsExactly(
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on the vendor Acme.",
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on the platform ring.",
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on the control plane desk.",
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on the region west.",
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on POWER.",
                        "ALPHA and BETA are each other's spare ('lines'), and both hang on the platform grid.");
    }

    @Test
    void aJourneyWithoutAModeAndALossThatNoModeSurvivesAreTold() {
        Halls halls = new Halls()
                .journey("pay", List.of("core"), mode("by-phone", "voice", "core"), mode("later", "core"))
                .journey("look", List.of("voice"))
                .thing("core")
                .redundancy("geo")
                .and()
                .thing("voice")
                .redundancy("geo")
                .and();
        assertThat(told(halls, Finding.Kind.NO_MODE)).containsExactly("'Do look' has no fallback mode.");
        assertThat(told(halls, Finding.Kind.NO_WAY_OUT))
                .containsExactly(
                        "Without CORE nobody can use 'Do pay', and all its modes need it too: Mode by-phone and Mode later.");
    }

    @Test
    void whatNobodyWatchesOrWroteStepsForIsToldWhereAJourneyOrHoldfastCrossesIt() {
        Halls halls = new Halls()
                .journey("pay", List.of("core"))
                .thing("core")
                .bare()
                .and()
                .thing("chat")
                .bare()
                .carries("slack")
                .and()
                .thing("aside")
                .bare()
                .and();
        assertThat(told(halls, Finding.Kind.UNWATCHED)).hasSize(2).allMatch(t -> t.matches(".*(CORE|CHAT).*"));
        assertThat(told(halls, Finding.Kind.NO_WAY_ROUND)).hasSize(2).allMatch(t -> t.matches(".*(CORE|CHAT).*"));
    }

    @Test
    void aCopyIsToldThatIsUnwrittenBehindOrWasNotTriedForLong() {
        Replication late = new Replication(Duration.ZERO, Duration.ofHours(2), Duration.ofSeconds(90), null);
        Replication old = new Replication(Duration.ofMinutes(5), Duration.ofHours(2), null, LocalDate.of(2026, 8, 1));
        Halls halls = new Halls()
                .journey("pay", List.of("a", "b", "c"))
                .thing("a")
                .redundancy("data")
                .and()
                .thing("b")
                .redundancy("data")
                .replication(late)
                .and()
                .thing("c")
                .redundancy("data")
                .replication(old)
                .and()
                .rule(new RedundancyRule("replication", "warn", Duration.ofDays(90), List.of()));
        assertThat(told(halls, Finding.Kind.REPLICATION))
                .containsExactly(
                        "A is doubled in its data, and nobody wrote how far back the copy may be.",
                        "The copy of B is 1 min 30 s behind, and nothing may be lost.",
                        "The copy of B was never put to work.",
                        "The copy of C was last put to work 116 days ago, on 2026-08-01; 90 are allowed.");
    }

    @Test
    void holdfastsOwnPartsAreToldThatFailWithAJourneyOrOfWhichNobodySaidAnything() {
        Halls halls = new Halls()
                .journey("sign-in", List.of("idp"))
                .thing("idp")
                .vendor("acme")
                .carries("sign-in", "host")
                .and()
                .thing("chat")
                .vendor("acme")
                .carries("slack")
                .and();
        assertThat(told(halls, Finding.Kind.OWN_FATE))
                .containsExactly(
                        "Holdfast's own slack fails together with 'Do sign-in', by the vendor Acme.",
                        "Holdfast's own sign-in fails together with 'Do sign-in', by any one of IDP and the vendor Acme.",
                        "Holdfast's own host fails together with 'Do sign-in', by any one of IDP and the vendor Acme.");
        assertThat(told(halls, Finding.Kind.OWN_UNSAID))
                .containsExactly(
                        "Nothing says what Holdfast's own text messages runs over.",
                        "Nothing says what Holdfast's own telephone calls runs over.",
                        "Nothing says what Holdfast's own mail runs over.");
    }

    @Test
    void whoIsOnALadderAndHangsOnOneThingIsTold() {
        Halls halls = new Halls()
                .journey("pay", List.of("core"))
                .thing("core")
                .and()
                .thing("chat")
                .vendor("acme")
                .carries("slack")
                .and()
                .thing("post")
                .vendor("acme")
                .carries("mail")
                .and()
                .thing("texts")
                .carries("sms", "voice")
                .and()
                .person("dana", "U1", "+441632960101", null)
                .person("sam", "U2", null, "sam@northbank.example")
                .person("vic", null, null, null);
        assertThat(told(halls, Finding.Kind.ONE_WAY))
                .containsExactly(
                        "sam is on a ladder, and without the vendor Acme Holdfast has no way to them.",
                        "vic is on a ladder, and there is no way to reach them.");
    }

    @Test
    void aRuleRefusesToleratesForAWhileOrIgnores() {
        Halls halls = new Halls()
                .journey("pay", List.of("a", "b", "c"))
                .thing("a")
                .and()
                .thing("b")
                .and()
                .thing("c")
                .and()
                .rule(new RedundancyRule(
                        "single-point",
                        "refuse",
                        null,
                        List.of(
                                new Allowance("a", null, "a second one is coming", TODAY),
                                new Allowance("b", null, "was promised", TODAY.minusDays(1)))))
                .rule(new RedundancyRule("no-mode", "ignore", null, List.of()));
        assertThat(Redundancy.of(halls.catalog(), TODAY).judged())
                .filteredOn(j -> j.finding().kind() == Finding.Kind.SINGLE_POINT)
                .extracting(j -> j.finding().about(), Judged::level, Judged::ended)
                .containsExactly(
                        tuple("a", Judged.Level.ALLOWED, false),
                        tuple("b", Judged.Level.REFUSE, true),
                        tuple("c", Judged.Level.REFUSE, false));
        assertThat(Redundancy.of(halls.catalog(), TODAY).byKind()).doesNotContainKey(Finding.Kind.NO_MODE);
    }
}
