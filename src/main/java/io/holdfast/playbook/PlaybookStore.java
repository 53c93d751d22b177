package io.holdfast.playbook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of the playbook, for whoever changes them. What holds is told by {@link Playbooks}. */
public interface PlaybookStore {

    /**
     * Whose version it is.
     *
     * @param author who wrote it: a person, a token, or {@code files}
     * @param approver who said yes; null where nobody was asked
     * @param because why
     * @param change {@code CHG-4}; null where it came from files
     */
    record Origin(
            String author,
            @Nullable String approver,
            String because,
            @Nullable String change) {}

    /**
     * One version.
     *
     * @param parent the version that it changes; null for the first
     * @param held whether it ever held in everybody's world; a candidate that was not approved did not
     */
    record Version(long number, @Nullable Long parent, Origin origin, Instant at, boolean held) {}

    /**
     * A file in force.
     *
     * @param version the file's own, from 1
     * @param playbook the first playbook that holds this version of it
     * @param since when that came into force
     * @param change the change that brought it; null where it came from files
     */
    record Held(
            String path,
            int version,
            String hash,
            long playbook,
            Instant since,
            @Nullable String change) {}

    /** Every file in force, by path. */
    List<Held> files();

    /**
     * A file's bytes.
     *
     * @param version the file's own; null for the one in force
     */
    Optional<byte[]> content(String path, @Nullable Integer version);

    /** A file as this playbook has it; empty where it has none of that path. */
    Optional<Playbook.FileEntry> entry(String path, long playbook);

    /** All faults of this version with these files in place of its own; empty where that is a playbook. */
    List<Fault> check(long base, List<FileChange> files);

    /**
     * A version that holds nowhere yet, with the current transaction: for drills, and to be put in force.
     *
     * @return its number
     * @throws BadPlaybook where the engine refuses one of its diagrams
     */
    long add(long base, List<FileChange> files, Origin origin);

    /**
     * Lets it hold for everybody, with the current transaction, and enters that into the record.
     *
     * @param origin who wrote it, and who said yes to it
     */
    void putInForce(long number, Origin origin);

    /** The mutex of whoever changes what holds, until the current transaction ends. */
    void lock();

    /** Paths of the files in which two versions differ. */
    Set<String> different(long one, long other);

    /** The versions that held or were proposed, the newest first. */
    List<Version> versions(@Nullable Long before, int limit);

    /** The versions that changed this file and held, the newest first. */
    List<Version> of(String path);
}
