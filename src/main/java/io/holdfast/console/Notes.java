package io.holdfast.console;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What people write down about an incident: an attachment of its record, so that it can be erased without breaking the chain. */
@Component
class Notes {

    private final Incidents incidents;
    private final TransactionOperations transactions;

    Notes(Incidents incidents, TransactionOperations transactions) {
        this.incidents = incidents;
        this.transactions = transactions;
    }

    void keep(String key, String note, Actor by) {
        transactions.executeWithoutResult(status -> {
            Incident incident = incidents.locked(key);
            incident.note(by, "note", "A note", Map.of(), Map.of("note", note.getBytes(StandardCharsets.UTF_8)));
            incidents.save(incident);
        });
    }
}
