package io.holdfast.playbook;

import java.util.List;
import org.springframework.stereotype.Component;

/** What is wrong with the files as they lie there now, while an earlier version stays in force; for pages to show. */
@Component
public class PlaybookFaults {

    private volatile List<Fault> faults = List.of();
    private volatile List<Conflict> conflicts = List.of();

    /**
     * A file that changed in the folder and in Holdfast: what was learned stays, and one of the two has to give way.
     *
     * @param fault what happened, and what to do
     * @param difference from what is in force to what the folder has
     */
    public record Conflict(Fault fault, FileDifference difference) {}

    /** All faults of the set that was refused last; empty where the files are those in force. */
    public List<Fault> current() {
        return faults;
    }

    /** Files that the folder and Holdfast changed both; that is no fault of the playbook. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    void conflicts(List<Conflict> now) {
        conflicts = List.copyOf(now);
    }

    void set(List<Fault> now) {
        faults = List.copyOf(now);
    }
}
