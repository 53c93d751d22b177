package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Deliveries in this node's hands, as tests of channels need them. */
final class Letters {
    static final String SECRET = "a-secret-that-tests-share";
    static final DeliverySettings PATIENCE = new DeliverySettings(
            Duration.ofMillis(500),
            Duration.ofMillis(700),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            5,
            DeliverySettings.Unclear.REPEAT,
            Duration.ofSeconds(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(15));

    private Letters() {}

    static Claimed claimed(
            Channel channel, String recipient, String address, String locale, String body, Instant startedAt) {
        return claimed(channel, recipient, address, locale, body, startedAt, null);
    }

    static Claimed claimed(
            Channel channel,
            String recipient,
            String address,
            String locale,
            String body,
            Instant startedAt,
            @Nullable Instant notAfter) {
        return new Claimed(
                4711,
                new Claimed.Of(7, World.LIVE, "INC-7", "INC-7/customer", 1, false, false, notAfter, null),
                recipient,
                channel,
                address,
                Digests.address(channel, address),
                2,
                0,
                startedAt,
                startedAt,
                new NewMessage.Text(channel, locale, body),
                null);
    }
}
