package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a message got, how fast it goes and how long the rest takes. */
@Execution(ExecutionMode.CONCURRENT)
class CountingTest {
    private static final Logger log = LoggerFactory.getLogger(CountingTest.class);
    private static final String[] TEN = {
        "+34600001000",
        "+34600001001",
        "+34600001002",
        "+34600001003",
        "+34600001004",
        "+34600001005",
        "+34600001006",
        "+34600001007",
        "+34600001008",
        "+34600001009"
    };

    private static Counting counting(Desk desk, double perSecond) {
        return new Counting(desk.db, desk.pace, Map.of(Channel.SMS, perSecond));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftTakesAsLongAsTheRateOrTheSendersOwnPaceSays(On on) {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", TEN));
            Instant put = desk.times.real();
            Counting.Count first = counting(desk, 2).of(id, "sending", put);
            assertThat(first.states()).isEqualTo(Map.of("waiting", 10L));
            assertThat(first.left()).as("nothing is measured yet").isEqualTo(Duration.ofSeconds(5));
            assertThat(counting(desk, 2).of(id, "paused", put).left()).isNull();
            for (int i = 0; i < 4; i++) {
                desk.became(id, TEN[i], i == 0 ? "unknown" : "sent", null);
            }
            desk.db
                    .sql("UPDATE delivery SET started_at = :at WHERE attempt = 1")
                    .param("at", SqlTime.of(desk.pace.now().minusSeconds(8)))
                    .update();
            Counting.Count later = counting(desk, 2).of(id, "sending", put);
            assertThat(later.perSecond()).isBetween(0.4, 0.5);
            assertThat(later.left()).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(14));
            assertThat(counting(desk, 0.1).of(id, "sending", put).left()).isEqualTo(Duration.ofSeconds(60));
            Counting.Count still = counting(desk, 2).of(id, "sending", put.minusSeconds(60));
            assertThat(still.left()).isNotNull();
            desk.db
                    .sql("UPDATE delivery SET started_at = :at WHERE attempt = 1")
                    .param("at", SqlTime.of(desk.pace.now().minusSeconds(30)))
                    .update();
            assertThat(counting(desk, 2).of(id, "sending", put.minusSeconds(60)).left())
                    .as("nothing left for 20 s")
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPassOverTwentyThousandIsShortAndItsReadersShareIt(On on) {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", TEN));
            String numbers = on == On.H2 ? "SYSTEM_RANGE(1, 19990) AS g(x)" : "generate_series(1, 19990) AS g(x)";
            desk.db.sql("""
                    INSERT INTO delivery (message_id, recipient, channel, address, address_hash, locale, state, not_before, attempt,
                                          tries, asked, changed_at, started_at)
                    SELECT :id, CONCAT('subscriber:', g.x), 'sms', CONCAT('+3460', g.x), CONCAT('h', g.x), 'en',
                           CASE WHEN MOD(g.x, 2) = 0 THEN 'delivered' WHEN g.x = 4711 THEN 'doubtful' ELSE 'waiting' END,
                           CURRENT_TIMESTAMP, 1, 0, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP
                      FROM %s
                    """.formatted(numbers)).param("id", id).update();
            Counting counting = counting(desk, 50);
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                counting(desk, 50).of(id, "sending", desk.times.real());
                shortest = Math.min(shortest, System.nanoTime() - begun);
            }
            Counting.Count count = counting.of(id, "sending", desk.times.real());
            assertThat(count.states()).containsEntry("delivered", 9_995L).containsEntry("doubtful", 1L);
            assertThat(counting.of(id, "sending", desk.times.real()))
                    .as("read a moment ago")
                    .isSameAs(count);
            assertThat(Duration.ofNanos(shortest)).isLessThan(Duration.ofSeconds(1));
            log.info("{}: a pass over 20,000 takes {} ms", on, shortest / 1_000_000);
            for (DeliveryLog.Search search : List.of(
                    DeliveryLog.Search.ALL,
                    new DeliveryLog.Search("INC-7", null, null, null),
                    new DeliveryLog.Search(null, "doubtful", null, null),
                    new DeliveryLog.Search("INC-7", "failed", null, null),
                    new DeliveryLog.Search(null, null, null, "4711"),
                    new DeliveryLog.Search(null, null, null, "signing in"),
                    new DeliveryLog.Search(null, null, null, "+34600001001"))) {
                desk.log.find(World.LIVE, search, null, 51);
                long begun = System.nanoTime();
                int found = desk.log.find(World.LIVE, search, null, 51).size();
                long took = System.nanoTime() - begun;
                log.info("{}: {} finds {} in {} ms", on, search, found, took / 1_000_000);
                assertThat(Duration.ofNanos(took)).as("%s", search).isLessThan(Duration.ofSeconds(2));
            }
            long begun = System.nanoTime();
            assertThat(desk.log.doubtful(World.LIVE)).containsEntry("INC-7", 1L);
            log.info("{}: the doubtful ones counted in {} ms", on, (System.nanoTime() - begun) / 1_000_000);
            desk.putAt(id, desk.times.real().minusSeconds(500));
            begun = System.nanoTime();
            desk.late(Channel.SMS, 50).look(World.LIVE);
            log.info("{}: whether it is late, in {} ms", on, (System.nanoTime() - begun) / 1_000_000);
        }
    }
}
