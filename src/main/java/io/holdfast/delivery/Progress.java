package io.holdfast.delivery;

import java.util.Map;

/**
 * How far a message got.
 *
 * @param message its id
 * @param version its place in the topic, from 1
 * @param state {@code draft}, {@code approved}, {@code sending}, {@code paused}, {@code done}, {@code superseded}, {@code withdrawn},
 *     {@code cancelled}
 * @param counts recipients by the contract's states, {@code delivered -> 4012}
 */
public record Progress(long message, int version, String state, Map<String, Long> counts) {

    /** How many of its recipients are in one of these states. */
    public long in(String... states) {
        long sum = 0;
        for (String state : states) {
            sum += counts.getOrDefault(state, 0L);
        }
        return sum;
    }
}
