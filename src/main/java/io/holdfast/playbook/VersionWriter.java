package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.redundancy.Judged;
import io.holdfast.redundancy.Redundancy;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes versions and lets them hold; always under the rows' lock, with the current transaction. */
@Component
class VersionWriter {
    private static final Logger log = LoggerFactory.getLogger(VersionWriter.class);

    private final PlaybookRows rows;
    private final Deployments deployments;
    private final Evidence evidence;
    private final Times times;
    private final ApplicationEventPublisher events;

    VersionWriter(
            PlaybookRows rows,
            Deployments deployments,
            Evidence evidence,
            Times times,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.deployments = deployments;
        this.evidence = evidence;
        this.times = times;
        this.events = events;
    }

    /**
     * Writes the next version, which holds nowhere yet.
     *
     * @param deploy whether the engine gets its diagrams now; where it is not there yet, later
     * @throws org.camunda.bpm.engine.ParseException where the engine refuses one
     */
    long write(OptionalLong parent, PlaybookFiles files, PlaybookStore.Origin origin, boolean deploy) {
        long number = rows.highest() + 1;
        rows.insert(number, parent, origin, files, times.in(World.LIVE));
        if (deploy) {
            deployments.deploy(number, files);
        }
        return number;
    }

    /** Lets it hold for everybody. */
    void putInForce(long number, PlaybookFiles files, PlaybookStore.Origin origin, Actor by) {
        Instant now = times.in(World.LIVE);
        OptionalLong before = rows.inForce(World.LIVE);
        Map<String, FileEntry> old = before.isPresent() ? rows.entries(before.getAsLong()) : Map.of();
        Map<String, FileEntry> entries = rows.entries(number);
        rows.putInForce(World.LIVE, number);
        rows.held(number, origin.approver());
        evidence.record(entry(number, before, old, entries, files.digest(), origin, by, now));
        AfterCommit.run(() -> {
            log.info("Playbook {} is in force: {} files", number, entries.size());
            tell(CatalogReader.read(files, new ArrayList<>()), now);
            events.publishEvent(new PlaybookInForce(number));
        });
    }

    private static void tell(Catalog catalog, Instant now) {
        int weak = Redundancy.of(catalog, LocalDate.ofInstant(now, catalog.zone()))
                .at(Judged.Level.WARN)
                .size();
        if (weak > 0) {
            log.warn("It has {} weaknesses in how things are doubled; the page /redundancy tells them", weak);
        }
    }

    private static Entry entry(
            long number,
            OptionalLong parent,
            Map<String, FileEntry> before,
            Map<String, FileEntry> after,
            String digest,
            PlaybookStore.Origin origin,
            Actor by,
            Instant now) {
        List<Map<String, Object>> changed = new ArrayList<>();
        for (FileEntry entry : after.values()) {
            if (!entry.equals(before.get(entry.path()))) {
                changed.add(Map.of("path", entry.path(), "version", entry.version(), "hash", entry.hash()));
            }
        }
        List<String> gone = before.keySet().stream()
                .filter(path -> !after.containsKey(path))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("playbook", number);
        parent.ifPresent(p -> body.put("parent", p));
        body.put("digest", digest);
        body.put("changed", changed);
        body.put("gone", gone);
        if (origin.change() != null) {
            body.put("change", origin.change());
        }
        String text = "Playbook " + number + " is in force, "
                + (origin.change() == null ? "read from files" : "by " + origin.change()) + ": "
                + (parent.isEmpty() ? after.size() + " files" : changed.size() + " changed, " + gone.size() + " gone");
        return new Entry(World.LIVE, Entry.HOUSE, now, "playbook.in-force", text, by, body);
    }
}
