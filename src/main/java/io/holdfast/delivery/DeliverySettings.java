package io.holdfast.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient delivery is.
 *
 * @param connectTimeout until a vendor's connection stands
 * @param readTimeout until a vendor has answered
 * @param lease how long a claimed row belongs to its node; longer than both time-outs together
 * @param firstAsk how long after an unclear outcome the vendor is asked first
 * @param grace how long past the read time-out an answer 'never heard of it' is believed
 * @param askAtMost how long a vendor that can't be asked is asked on
 * @param holdAtMost how long a message waits for the one it comes after
 * @param backOff before the second try; doubled with each further one
 * @param backOffAtMost the longest pause between tries
 * @param tries how often a message that the vendor does not take is tried
 * @param unclearUpdates what becomes of a customer update that the vendor, asked after the grace, does not know: {@code repeat} it (it
 *     may then arrive twice, where the vendor's own list is late), or leave it {@code doubtful} (at most once)
 * @param pagePatience how long a page may wait in one channel before the next is opened beside it; where the channel is known to be down,
 *     it is opened at once
 * @param healthAfter how long after the vendor took it a text that nobody has confirmed counts as not arrived
 * @param healthWindow how far back a channel's health is measured; longer than {@code healthAfter}
 */
@ConfigurationProperties("holdfast.delivery")
record DeliverySettings(
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("2s") Duration firstAsk,
        @DefaultValue("19s") Duration grace,
        @DefaultValue("10m") Duration askAtMost,
        @DefaultValue("60s") Duration holdAtMost,
        @DefaultValue("1s") Duration backOff,
        @DefaultValue("5m") Duration backOffAtMost,
        @DefaultValue("12") int tries,
        @DefaultValue("repeat") Unclear unclearUpdates,
        @DefaultValue("60s") Duration pagePatience,
        @DefaultValue("3m") Duration healthAfter,
        @DefaultValue("15m") Duration healthWindow) {

    /** What becomes of an update whose sending stays unclear. */
    enum Unclear {
        REPEAT,
        DOUBTFUL
    }

    DeliverySettings {
        if (lease.compareTo(call(connectTimeout, readTimeout).plusMillis(500)) < 0) {
            throw new IllegalArgumentException("holdfast.delivery.lease (" + lease
                    + ") must be half a second longer than connect-timeout and read-timeout together ("
                    + call(connectTimeout, readTimeout) + "): else a message could be claimed twice while it is sent");
        }
        if (healthWindow.compareTo(healthAfter) <= 0) {
            throw new IllegalArgumentException("holdfast.delivery.health-window (" + healthWindow
                    + ") must be longer than health-after (" + healthAfter + "): else nothing is ever measured");
        }
    }

    /** The longest that one call takes. */
    Duration call() {
        return call(connectTimeout, readTimeout);
    }

    private static Duration call(Duration connect, Duration read) {
        return connect.plus(read);
    }
}
