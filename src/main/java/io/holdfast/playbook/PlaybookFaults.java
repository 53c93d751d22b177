package io.holdfast.playbook;

import java.util.List;
import org.springframework.stereotype.Component;

/** What is wrong with the files as they lie there now, while an earlier version stays in force; for pages to show. */
@Component
public class PlaybookFaults {

    private volatile List<Fault> faults = List.of();

    /** All faults of the set that was refused last; empty where the files are those in force. */
    public List<Fault> current() {
        return faults;
    }

    void set(List<Fault> now) {
        faults = List.copyOf(now);
    }
}
