package io.holdfast.redundancy;

import static io.holdfast.redundancy.Halls.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Person;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Catalog CATALOG = new Halls()
            .journey("call", List.of("voice"), mode("callback", "voice"), mode("second-site", "alpha", "beta"))
            .journey("pay", List.of("core"), mode("by-phone", "voice"), mode("later"))
            .thing("voice")
            .redundancy("active-active")
            .needs("alpha", "beta")
            .vendor("acme")
            .and()
            .thing("alpha")
            .group("lines")
            .platform("ring")
            .carries("voice")
            .and()
            .thing("beta")
            .group("lines")
            .platform("ring")
            .and()
            .thing("core")
            .redundancy("geo")
            .region("west")
            .and()
            .thing("cloud")
            .region("west")
            .carries("host")
            .and()
            .thing("chat")
            .vendor("acme")
            .carries("slack")
            .and()
            .thing("texts")
            .platform("ring")
            .carries("sms")
            .and()
            .thing("post")
            .carries("mail")
            .and()
            .person("dana", "U1", "+441632960101", "dana@northbank.example")
            .person("mia", "U2", null, null)
            .person("jun", null, "+441632960102", null)
            .person("nobody", null, null, null)
            .catalog();

    private static WhatIf without(String... keys) {
        return WhatIf.without(
                Arrays.stream(keys).map(key -> Domain.find(key, CATALOG)).toList(), CATALOG);
    }

    @Test
    void aSpareStandsInAndThereIsNoOtherThen() {
        WhatIf then = without("alpha");
        assertThat(then.lost()).extracting("id").containsExactly("alpha");
        assertThat(then.journeys())
                .extracting(j -> j.journey().id(), WhatIf.JourneyFate::fate)
                .containsExactly(tuple("call", WhatIf.Fate.WITHOUT_SPARE), tuple("pay", WhatIf.Fate.GOES_ON));
        assertThat(then.journeys().get(0).modes())
                .extracting(WhatIf.ModeFate::survives)
                .containsExactly(true, true);
    }

    @Test
    void withBothSparesGoesWhatNeedsThemAndTheModesThatDo() {
        WhatIf then = without("alpha", "beta");
        assertThat(then.lost()).extracting("id").containsExactly("alpha", "beta", "voice");
        assertThat(then.broken()).extracting(j -> j.journey().id()).containsExactly("call");
        assertThat(then.broken().get(0).nothingLeft()).isTrue();
        assertThat(then.broken().get(0).modes().get(0).lost())
                .extracting("id")
                .containsExactly("voice", "alpha", "beta");
    }

    @Test
    void aSharedPlatformTakesTheSparesOurTextsAndWhoHasNoOtherWay() {
        WhatIf then = without("ring");
        assertThat(then.broken()).extracting(j -> j.journey().id()).containsExactly("call");
        assertThat(then.own())
                .filteredOn(WhatIf.OwnFate::lost)
                .extracting(WhatIf.OwnFate::name)
                .containsExactly("Text messages", "Telephone calls");
        assertThat(then.people()).extracting(Person::username).containsExactly("jun");
    }

    @Test
    void aVendorTakesAllThatItRuns() {
        WhatIf then = without("vendor:acme");
        assertThat(then.lost()).extracting("id").containsExactly("voice", "chat");
        assertThat(then.people()).extracting(Person::username).containsExactly("mia");
        assertThat(then.broken().get(0).modes())
                .extracting(WhatIf.ModeFate::survives)
                .containsExactly(false, true);
    }

    @Test
    void whatRunsInSeveralRegionsOutlivesOneAndWithTheHostAllOfHoldfastGoes() {
        WhatIf then = without("region:west");
        assertThat(then.lost()).extracting("id").containsExactly("cloud");
        assertThat(then.broken()).isEmpty();
        assertThat(then.own()).allMatch(WhatIf.OwnFate::lost);
        assertThat(then.people()).extracting(Person::username).containsExactly("dana", "mia", "jun");
    }

    @Test
    void aWrongNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> without("crn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'crn' is no dependency, vendor, platform, control plane or region of the catalog;")
                .hasMessageContaining(
                        "voice, alpha, beta, core, cloud, chat, texts, post, vendor:acme, platform:ring,");
    }
}
