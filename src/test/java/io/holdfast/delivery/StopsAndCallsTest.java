package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.evidence.Entry;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What readers of mails and Twilio's calls tell us changes the rows it should, and no others. */
class StopsAndCallsTest {
    private static final String ANN = "Ann@customers.example";
    private static final String BEN = "ben@customers.example";
    private static final String PHONE = "+447700900001";

    private final Times times = new SettableClock(false);

    private static long waiting(OutboxRig rig, Channel channel, String... addresses) {
        long id = rig.put(
                OutboxRig.message("customer", OutboxRig.addresses(channel, addresses), channel, "Words", false));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(rig.states(id)).hasSize(addresses.length));
        return id;
    }

    @ParameterizedTest
    @EnumSource
    void theLinkInAMailEndsMailsToItsReaderOnlyAndOnce(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare()) {
            long message = waiting(rig, Channel.EMAIL, ANN, BEN);
            List<String> withdrawn = new ArrayList<>();
            List<String> recorded = new ArrayList<>();
            StopLinks links = new StopLinks(() -> Letters.SECRET, () -> "https://holdfast.example");
            MailStops stops = new MailStopRows(
                    links,
                    new Stops(rig.db, times),
                    new Withdrawals(withdrawn),
                    (Entry entry) -> recorded.add(entry.kind()),
                    rig.db,
                    times,
                    rig.transaction);
            String token = links.token(Digests.address(Channel.EMAIL, ANN));

            assertThat(stops.stop("x" + token.substring(1))).isFalse();
            assertThat(rig.states(message)).isEqualTo(Map.of(ANN, "waiting", BEN, "waiting"));

            assertThat(stops.genuine(token)).isTrue();
            assertThat(stops.stop(token)).isTrue();
            assertThat(stops.stop(token)).isTrue();

            assertThat(rig.states(message)).isEqualTo(Map.of(ANN, "refused", BEN, "waiting"));
            assertThat(withdrawn).containsExactly("email " + ANN + " false");
            assertThat(recorded).containsExactly("consent.withdrawn");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyNodeSignsLinksWithTheSameSecret(On on) {
        try (OutboxRig rig = new OutboxRig(on)) {
            String first = new MailSecret(rig.db, new Secrets("one")).get();
            MailSecret another = new MailSecret(rig.db, new Secrets("two"));
            assertThat(another.get()).isEqualTo("one").isEqualTo(first);
            assertThat(another.get()).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatWasPickedUpIsDeliveredAndNothingStepsBack(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare()) {
            long message = waiting(rig, Channel.VOICE, PHONE);
            InboundCalls calls = new InboundCalls(rig.db, times);
            onTheWire(rig, message, 1);

            rig.transaction.executeWithoutResult(tx -> calls.status(rig.delivery(message), 1, "CA1", "completed"));
            rig.transaction.executeWithoutResult(tx -> calls.status(rig.delivery(message), 1, "CA1", "ringing"));
            rig.transaction.executeWithoutResult(tx -> calls.status(rig.delivery(message), 1, "CA1", "busy"));

            assertThat(rig.states(message)).isEqualTo(Map.of(PHONE, "delivered"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBusyLineIsCalledAgainLaterAndNotForEver(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare()) {
            long message = waiting(rig, Channel.VOICE, PHONE);
            InboundCalls calls = new InboundCalls(rig.db, times);
            for (int attempt = 1; attempt <= 3; attempt++) {
                onTheWire(rig, message, attempt);
                int now = attempt;
                rig.transaction.executeWithoutResult(
                        tx -> calls.status(rig.delivery(message), now, "CA" + now, "busy"));
                assertThat(rig.states(message)).isEqualTo(Map.of(PHONE, "waiting"));
            }
            onTheWire(rig, message, 4);
            // the third attempt's word comes again, and says nothing of the fourth
            rig.transaction.executeWithoutResult(tx -> calls.status(rig.delivery(message), 3, "CA3", "busy"));
            assertThat(rig.states(message)).isEqualTo(Map.of(PHONE, "sending"));

            rig.transaction.executeWithoutResult(tx -> calls.status(rig.delivery(message), 4, "CA4", "no-answer"));
            assertThat(rig.states(message)).isEqualTo(Map.of(PHONE, "failed"));
            assertThat(rig.db
                            .sql("SELECT code FROM delivery WHERE message_id = " + message)
                            .query(String.class)
                            .single())
                    .isEqualTo("call-no-answer");
        }
    }

    private static void onTheWire(OutboxRig rig, long message, int attempt) {
        rig.db
                .sql("UPDATE delivery SET state = 'sending', attempt = :attempt WHERE message_id = :id")
                .param("attempt", attempt)
                .param("id", message)
                .update();
    }

    private record Withdrawals(List<String> seen) implements Recipients {
        @Override
        public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public void consent(Channel channel, String address, boolean agreed, String because) {
            seen.add(channel.id() + " " + address + " " + agreed);
        }

        @Override
        public List<Member> channels(World world, String recipient) {
            return List.of();
        }
    }

    private record Secrets(String secret) implements Ids {
        @Override
        public String id() {
            return "id";
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    }
}
