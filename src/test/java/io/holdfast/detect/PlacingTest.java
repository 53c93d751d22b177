package io.holdfast.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.catalog.Verdict;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The placing rule over the sample's graph, case by case. */
@NullUnmarked
class PlacingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:14:00Z");
    private static Graph graph;

    @BeforeAll
    static void sample() {
        try (HikariDataSource source = Databases.h2()) {
            graph = new Graph(new SampleVersion(JdbcClient.create(source))
                    .current(World.LIVE)
                    .catalog());
        }
    }

    private static Condition condition(String journey, String dependency, String region) {
        Condition c = new Condition("c" + journey + dependency + region, "alert", "test", null, NOW);
        c.journey = journey;
        c.dependency = dependency;
        c.region = region == null ? "" : region;
        c.verdict = Verdict.BAD;
        return c;
    }

    @ParameterizedTest(name = "{6}: {0} {1} {2} to {3} {4} {5}")
    @CsvSource({
        ", crm, eu-west, , crm, eu-west, 0, 68",
        ", crm, us-east, , crm, eu-west, 0, 65",
        ", crm, us-east, , crm, eu-west, 20, 0",
        ", crm, eu-west, , crm, eu-west, 300, 68",
        ", identity-provider, eu-west, , cloud-eu-west, eu-west, 0, 43",
        ", identity-provider, eu-west, , cloud-eu-west, eu-west, 20, 0",
        ", identity-provider, eu-west, , crm, eu-west, 0, 0",
        ", carrier-alpha, eu-west, , identity-provider, eu-west, 0, 0",
        "sign-in, , eu-west, , identity-provider, eu-west, 0, 23",
        "sign-in, , us-east, , identity-provider, eu-west, 0, 0",
        "reach-team, , eu-west, , identity-provider, eu-west, 0, 0",
        ", identity-provider, eu-west, sign-in, , eu-west, 0, 23",
        ", payments-api, eu-west, sign-in, , eu-west, 0, 0",
        "payment-change, , , sign-in, , , 0, 25",
        "reach-team, , , sign-in, , , 0, 0",
    })
    void whereAConditionBelongs(
            String journey, String dependency, String region, String j, String d, String r, int minutesAgo, int score) {
        Placing.Case one =
                new Placing.Case("INC-1", NOW.minus(Duration.ofMinutes(minutesAgo)), List.of(condition(j, d, r)));
        int actual = Placing.score(condition(journey, dependency, region), one, graph, NOW);
        assertThat(actual / 10).isEqualTo(score / 10);
    }

    @Test
    void theBestScoreWinsAndThenTheOldest() {
        Placing.Case old = new Placing.Case("INC-1", NOW, List.of(condition(null, "cloud-eu-west", "eu-west")));
        Placing.Case same = new Placing.Case("INC-2", NOW, List.of(condition(null, "identity-provider", "eu-west")));
        Placing.Case later = new Placing.Case("INC-3", NOW, List.of(condition(null, "identity-provider", "eu-west")));
        Condition c = condition(null, "identity-provider", "eu-west");
        assertThat(Placing.place(c, Arrays.asList(old, same, later), graph, NOW))
                .map(Placing.Placed::key)
                .contains("INC-2");
        assertThat(Placing.place(c, List.of(), graph, NOW)).isEmpty();
    }
}
