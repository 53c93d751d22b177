package io.holdfast.playbook;

import io.holdfast.evidence.Actor;
import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ResourceReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes up what lies in files. The database is the master: a file that changed there becomes part of the next version, or a proposed
 * change, where nothing was learned on top of what came from there before; else a conflict is told, and what was learned stays.
 */
@Component
class PlaybookImport {

    private static final Logger log = LoggerFactory.getLogger(PlaybookImport.class);
    private static final PlaybookStore.Origin FROM_FILES =
            new PlaybookStore.Origin(PlaybookRows.FILES, null, "Read from files", null);
    private static final Actor SELF = new Actor.Self("playbook");

    private final PlaybookRows rows;
    private final PlaybookCheck check;
    private final VersionWriter writer;
    private final PlaybookFaults faults;
    private final ObjectProvider<FolderProposals> proposals;
    private final Times times;
    private final TransactionTemplate transaction;
    private final boolean propose;

    @Autowired
    PlaybookImport(
            PlaybookRows rows,
            PlaybookCheck check,
            VersionWriter writer,
            PlaybookFaults faults,
            ObjectProvider<FolderProposals> proposals,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.playbook.changed-files:take}") String changedFiles) {
        this(
                rows,
                check,
                writer,
                faults,
                proposals,
                times,
                transaction,
                switch (changedFiles) {
                    case "take" -> false;
                    case "propose" -> true;
                    default ->
                        throw new IllegalStateException(
                                "holdfast.playbook.changed-files is 'take' or 'propose', not '" + changedFiles + "'");
                });
    }

    /** @param propose whether a person says yes to what changed in the team's folder */
    PlaybookImport(
            PlaybookRows rows,
            PlaybookCheck check,
            VersionWriter writer,
            PlaybookFaults faults,
            ObjectProvider<FolderProposals> proposals,
            Times times,
            TransactionTemplate transaction,
            boolean propose) {
        this.rows = rows;
        this.check = check;
        this.writer = writer;
        this.faults = faults;
        this.proposals = proposals;
        this.times = times;
        this.transaction = transaction;
        this.propose = propose;
    }

    /**
     * The very first version: without it nothing can run. Diagrams are deployed later, when the engine is there.
     *
     * @throws BadPlaybook where the files are wrong
     */
    void first(String source, PlaybookSource.Lying lying) {
        PlaybookFiles files = lying.files();
        List<Fault> found = check.check(files, times.in(World.LIVE));
        if (!found.isEmpty()) {
            throw new BadPlaybook(found);
        }
        transaction.executeWithoutResult(tx -> {
            rows.lock();
            if (rows.inForce(World.LIVE).isPresent()) {
                return; // another node was faster
            }
            long number = writer.write(OptionalLong.empty(), files, FROM_FILES, false);
            writer.putInForce(number, files, FROM_FILES, SELF);
            Map<String, String> held = hashes(files);
            held.forEach(rows::see);
            rows.source(source, held);
        });
    }

    /** Takes up what changed since this folder was looked at last; wrong files are reported, and the version in force stays. */
    void refresh(String source, PlaybookSource.Lying lying) {
        List<Fault> found;
        List<PlaybookFaults.Conflict> conflicts = new ArrayList<>();
        try {
            found = transaction.execute(tx -> takenUp(source, lying, conflicts));
        } catch (ParseException e) {
            found = told(e);
        }
        faults.conflicts(conflicts);
        conflicts.forEach(conflict -> log.warn("A conflict, in which what was learned stays: {}", conflict.fault()));
        refuse(found == null ? List.of() : found);
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

    /** What of a folder is to be taken, and what can't be. */
    private record Differences(Map<String, String> taken, Map<String, String> learned) {}

    private List<Fault> takenUp(String source, PlaybookSource.Lying lying, List<PlaybookFaults.Conflict> conflicts) {
        rows.lock();
        long inForce = rows.inForce(World.LIVE).orElseThrow();
        Map<String, FileEntry> held = rows.entries(inForce);
        Map<String, String> lies = hashes(lying.files());
        Differences differences = differences(held, lies, rows.source(source));
        List<Fault> found = new ArrayList<>();
        if (!differences.taken().isEmpty()) {
            found.addAll(take(inForce, held, lying, differences.taken()));
            if (!found.isEmpty()) {
                return found; // looked at again as a whole
            }
        }
        differences.taken().keySet().forEach(path -> rows.see(path, lies.getOrDefault(path, PlaybookRows.GONE)));
        Map<String, String> settled = new HashMap<>(lies);
        differences.learned().forEach((path, by) -> {
            // Not settled: it is told until one of the two gives way.
            settled.remove(path);
            FileEntry entry = held.get(path);
            conflicts.add(new PlaybookFaults.Conflict(
                    new Fault(
                            path,
                            null,
                            "It was changed in its file, and in Holdfast" + by + ", which stays.",
                            "Take what was learned into the file (it can be had as a patch), or propose the file's words."),
                    FileDifference.of(
                            path,
                            entry == null ? null : rows.blob(entry.hash()),
                            lying.files().has(path) ? lying.files().bytes(path) : null)));
        });
        rows.source(source, settled);
        return found;
    }

    private Differences differences(Map<String, FileEntry> held, Map<String, String> lies, Map<String, String> before) {
        Map<String, Set<String>> seen = rows.seen();
        Map<String, String> taken = new TreeMap<>();
        Map<String, String> learned = new TreeMap<>();
        Set<String> paths = new TreeSet<>(lies.keySet());
        paths.addAll(held.keySet());
        for (String path : paths) {
            FileEntry entry = held.get(path);
            String force = entry == null ? PlaybookRows.GONE : entry.hash();
            String lying = lies.getOrDefault(path, PlaybookRows.GONE);
            Set<String> fromFiles = seen.getOrDefault(path, Set.of());
            if (lying.equals(force)) {
                if (!fromFiles.contains(lying)) {
                    rows.see(path, lying); // what was learned has come into the file, and the file leads again
                }
                continue;
            }
            if (!changed(path, lying, before, fromFiles)) {
                continue;
            }
            boolean on = !fromFiles.isEmpty() && !fromFiles.contains(force);
            if (on) {
                learned.put(path, by(path));
            } else {
                taken.put(path, lying);
            }
        }
        return new Differences(taken, learned);
    }

    /** A folder that was never looked at brings only what never came from files: nobody says when its files were written. */
    private static boolean changed(String path, String lying, Map<String, String> before, Set<String> fromFiles) {
        if (before.isEmpty()) {
            return !lying.equals(PlaybookRows.GONE) && !fromFiles.contains(lying);
        }
        return !before.getOrDefault(path, PlaybookRows.GONE).equals(lying);
    }

    private String by(String path) {
        return rows.versionsOf(path).stream()
                .limit(1)
                .map(version -> version.origin().change())
                .filter(java.util.Objects::nonNull)
                .map(change -> " by " + change)
                .findFirst()
                .orElse("");
    }

    private List<Fault> take(
            long inForce, Map<String, FileEntry> held, PlaybookSource.Lying lying, Map<String, String> taken) {
        PlaybookFiles all = with(held, lying.files(), taken.keySet());
        List<Fault> found = check.check(all, times.in(World.LIVE));
        if (!found.isEmpty()) {
            return found;
        }
        Set<String> asked = new TreeSet<>(taken.keySet());
        asked.removeIf(path -> !propose || !lying.own().contains(path) || mayComeByItself(path));
        Set<String> direct = new TreeSet<>(taken.keySet());
        direct.removeAll(asked);
        PlaybookFiles now = asked.isEmpty() ? all : with(held, lying.files(), direct);
        if (!asked.isEmpty()
                && !direct.isEmpty()
                && !check.check(now, times.in(World.LIVE)).isEmpty()) {
            asked.addAll(direct); // they belong together
            direct.clear();
        }
        if (!direct.isEmpty()) {
            long number = writer.write(OptionalLong.of(inForce), now, FROM_FILES, true);
            writer.putInForce(number, now, FROM_FILES, SELF);
        }
        if (!asked.isEmpty()) {
            proposals
                    .getObject()
                    .propose(asked.stream()
                            .map(path -> new FileChange(
                                    path,
                                    lying.files().has(path) ? lying.files().text(path) : null))
                            .toList());
        }
        return List.of();
    }

    /** What changes no decision and no word about a real incident. */
    private static boolean mayComeByItself(String path) {
        return path.startsWith(ScenarioReader.FOLDER) || path.startsWith("processes/sources/");
    }

    private PlaybookFiles with(Map<String, FileEntry> held, PlaybookFiles lying, Set<String> taken) {
        Map<String, byte[]> files = new HashMap<>();
        held.forEach((path, entry) -> {
            if (!taken.contains(path)) {
                files.put(path, rows.blob(entry.hash()));
            }
        });
        for (String path : taken) {
            if (lying.has(path)) {
                files.put(path, lying.bytes(path));
            }
        }
        return new PlaybookFiles(files);
    }

    private static Map<String, String> hashes(PlaybookFiles files) {
        Map<String, String> hashes = new HashMap<>();
        files.paths().forEach(path -> hashes.put(path, files.hash(path)));
        return hashes;
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
