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
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ResourceReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a set of files the next version, where it is right and is not the last one already. */
@Component
class PlaybookImport {

    private static final Logger log = LoggerFactory.getLogger(PlaybookImport.class);

    private final PlaybookRows rows;
    private final PlaybookCheck check;
    private final Deployments deployments;
    private final PlaybookFaults faults;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    PlaybookImport(
            PlaybookRows rows,
            PlaybookCheck check,
            Deployments deployments,
            PlaybookFaults faults,
            Evidence evidence,
            Times times,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.check = check;
        this.deployments = deployments;
        this.faults = faults;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * The very first version: without it nothing can run. Diagrams are deployed later, when the engine is there.
     *
     * @throws BadPlaybook where the files are wrong
     */
    void first(PlaybookFiles files) {
        List<Fault> found = check.check(files, times.in(World.LIVE));
        if (!found.isEmpty()) {
            throw new BadPlaybook(found);
        }
        write(files, false);
    }

    /** Takes these files in where they differ from those imported last; wrong ones are reported, and the version in force stays. */
    void refresh(PlaybookFiles files) {
        if (rows.lastImported().filter(files.digest()::equals).isPresent()) {
            faults.set(List.of());
            return;
        }
        List<Fault> found = check.check(files, times.in(World.LIVE));
        if (found.isEmpty()) {
            try {
                write(files, true);
            } catch (ParseException e) {
                found = told(e);
            }
        }
        refuse(found);
    }

    void refuse(List<Fault> found) {
        faults.set(found);
        if (!found.isEmpty()) {
            log.error(
                    "{}\nPlaybook {} stays in force; the files are looked at again when they change.",
                    BadPlaybook.report(found),
                    rows.inForce(World.LIVE).orElse(0));
        }
    }

    private void write(PlaybookFiles files, boolean deploy) {
        transaction.executeWithoutResult(tx -> {
            rows.lock();
            if (rows.lastImported().filter(files.digest()::equals).isPresent()) {
                return; // another node was faster
            }
            Instant now = times.in(World.LIVE);
            OptionalLong parent = rows.inForce(World.LIVE);
            Map<String, FileEntry> before = parent.isPresent() ? rows.entries(parent.getAsLong()) : Map.of();
            long number = rows.highest() + 1;
            Map<String, FileEntry> entries = rows.insert(number, parent, "Read from files", files, now);
            rows.putInForce(World.LIVE, number);
            if (deploy) {
                deployments.deploy(number, files);
            }
            evidence.record(entry(number, parent, before, entries, files.digest(), now));
            AfterCommit.run(() -> {
                log.info("Playbook {} is in force: {} files", number, entries.size());
                tell(CatalogReader.read(files, new ArrayList<>()), now);
                events.publishEvent(new PlaybookInForce(number));
            });
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
        String text = "Playbook " + number + " is in force, read from files: "
                + (parent.isEmpty() ? after.size() + " files" : changed.size() + " changed, " + gone.size() + " gone");
        return new Entry(World.LIVE, Entry.HOUSE, now, "playbook.in-force", text, new Actor.Self("playbook"), body);
    }

    /** What the engine said about diagrams, as faults. */
    static List<Fault> told(ParseException e) {
        List<Fault> found = new ArrayList<>();
        for (ResourceReport report : e.getResorceReports()) {
            for (Problem problem : report.getErrors()) {
                String element = problem.getMainElementId();
                found.add(new Fault(
                        report.getResourceName(),
                        element == null ? "line " + problem.getLine() : "element '" + element + "'",
                        "The engine refuses it: " + Causes.sentence(problem.getMessage()),
                        "Open the diagram in a modeler and mend that element."));
            }
        }
        return found;
    }
}
