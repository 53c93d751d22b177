package io.holdfast.security;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sign-ins on record. */
@Component
class SignIns {

    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;

    SignIns(Evidence evidence, Times times, TransactionTemplate transaction) {
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    /** @param how {@code password}, {@code oidc}, {@code demo} */
    void succeeded(String username, String how) {
        record("sign-in", "Somebody signed in", new Actor.Person(username), Map.of("how", how), Map.of());
    }

    /**
     * The first failure in a row is entered, and each that ends in waiting: a guesser must not be able to fill the record.
     *
     * @param count failures in a row
     */
    void failed(String username, String address, int count) {
        if (count == 1 || count % 5 == 0) {
            record(
                    "sign-in.failed",
                    count == 1 ? "A sign-in failed" : "A sign-in failed " + count + " times in a row",
                    new Actor.Outside("sign-in"),
                    Map.of("count", count),
                    Map.of("username", bytes(username), "address", bytes(address)));
        }
    }

    private void record(String kind, String text, Actor by, Map<String, ?> body, Map<String, byte[]> attachments) {
        transaction.executeWithoutResult(status -> evidence.record(
                new Entry(World.LIVE, Entry.HOUSE, times.in(World.LIVE), kind, text, by, body, attachments)));
    }

    private static byte[] bytes(String text) {
        return (text.length() > 200 ? text.substring(0, 200) : text).getBytes(StandardCharsets.UTF_8);
    }
}
