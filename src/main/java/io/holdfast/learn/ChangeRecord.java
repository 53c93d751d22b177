package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.playbook.FileChange;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Enters what becomes of a change into the house's chain. */
@Component
class ChangeRecord {
    private final Evidence evidence;
    private final Times times;

    ChangeRecord(Evidence evidence, Times times) {
        this.evidence = evidence;
        this.times = times;
    }

    /** With the current transaction. */
    void tell(ChangeRow row, String kind, String text, Actor by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("change", row.id());
        if (row.incident() != null) {
            body.put("incident", row.incident());
        }
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                kind,
                ChangeRows.cut(row.id() + " " + text, 400),
                by,
                body));
    }

    static List<String> paths(List<FileChange> files) {
        return files.stream().map(FileChange::path).toList();
    }
}
