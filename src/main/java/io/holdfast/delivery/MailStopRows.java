package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class MailStopRows implements MailStops {
    private static final String BECAUSE = "followed the link in a mail";

    private final StopLinks links;
    private final Stops stops;
    private final Recipients recipients;
    private final Evidence evidence;
    private final JdbcClient db;
    private final Times times;
    private final TransactionTemplate transaction;

    MailStopRows(
            StopLinks links,
            Stops stops,
            Recipients recipients,
            Evidence evidence,
            JdbcClient db,
            Times times,
            TransactionTemplate transaction) {
        this.links = links;
        this.stops = stops;
        this.recipients = recipients;
        this.evidence = evidence;
        this.db = db;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    public boolean genuine(String token) {
        return links.addressHash(token).isPresent();
    }

    @Override
    public boolean stop(String token) {
        Optional<String> hash = links.addressHash(token);
        hash.ifPresent(h -> transaction.executeWithoutResult(tx -> stopAddress(h)));
        return hash.isPresent();
    }

    private void stopAddress(String hash) {
        if (stops.stopped(hash)) {
            return;
        }
        stops.stop(hash, BECAUSE);
        // The link knows the address by its digest only; the mails that carried it know the address itself.
        db.sql("SELECT DISTINCT address FROM delivery WHERE address_hash = :hash AND channel = 'email'")
                .param("hash", hash)
                .query(String.class)
                .list()
                .forEach(address -> recipients.consent(Channel.EMAIL, address, false, BECAUSE));
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "consent.withdrawn",
                "A customer ended his mails by the link in one; no mail goes to that address any more",
                new Actor.Outside("customer by mail"),
                Map.of()));
    }
}
