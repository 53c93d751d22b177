package io.holdfast.console;

import io.holdfast.guard.Automation;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.PlaybookFaults;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every page shows around its own matter. Read when the page asks for it, since the public pages ask for nothing. */
final class Frame {

    private final Supplier<String> house;
    private final Supplier<List<Incident>> open;
    private final Supplier<List<Task>> tasks;
    private final Supplier<@Nullable Caller> caller;
    private final Supplier<String> name;
    private final Supplier<@Nullable Instant> nextDue;
    private final Supplier<List<String>> faults;
    private final Supplier<List<PlaybookFaults.Conflict>> conflicts;
    private final Supplier<Automation.State> automation;
    private final boolean demo;
    private final boolean settable;
    private final List<String> local;
    private final boolean sample;

    Frame(
            Supplier<String> house,
            Supplier<List<Incident>> open,
            Supplier<List<Task>> tasks,
            Supplier<@Nullable Caller> caller,
            Supplier<String> name,
            Supplier<@Nullable Instant> nextDue,
            Supplier<List<String>> faults,
            Supplier<List<PlaybookFaults.Conflict>> conflicts,
            Supplier<Automation.State> automation,
            boolean demo,
            boolean settable,
            List<String> local,
            boolean sample) {
        this.house = house;
        this.open = open;
        this.tasks = tasks;
        this.caller = caller;
        this.name = name;
        this.nextDue = nextDue;
        this.faults = faults;
        this.conflicts = conflicts;
        this.automation = automation;
        this.demo = demo;
        this.settable = settable;
        this.local = local;
        this.sample = sample;
    }

    public String house() {
        return house.get();
    }

    /** Whether the sample bank is being tried out. */
    public boolean demo() {
        return demo;
    }

    /** Whether the clock can be moved. */
    public boolean settable() {
        return settable;
    }

    /** When the next due thing is; null where nothing is. */
    public @Nullable Instant nextDue() {
        return nextDue.get();
    }

    /** Channels that stay on this machine, {@code Slack}, {@code SMS}; empty where all are real. */
    public List<String> local() {
        return local;
    }

    /** Whether the playbook is the packaged sample. */
    public boolean sample() {
        return sample;
    }

    public List<String> faults() {
        return faults.get();
    }

    /** Files that the team's folder and Holdfast changed both. */
    public List<PlaybookFaults.Conflict> conflicts() {
        return conflicts.get();
    }

    /** How the kill switch stands. */
    public Automation.State automation() {
        return automation.get();
    }

    /** Incidents that are going on. */
    public long openCount() {
        return open.get().stream().filter(Incident::goingOn).count();
    }

    /** Tasks that the reader may do. */
    public long taskCount() {
        Caller who = caller.get();
        return who == null
                ? 0
                : tasks.get().stream().filter(t -> MyTasks.mine(t, who)).count();
    }

    /** Words of a process or a rule as a sentence. */
    public String sentence(String words) {
        return FirstPage.sentence(words);
    }

    public boolean signedIn() {
        return caller.get() != null;
    }

    public String name() {
        return name.get();
    }

    /** The reader's roles in words, {@code commander}. */
    public String roles() {
        Caller who = caller.get();
        if (who == null) {
            return "";
        }
        TreeSet<String> roles = new TreeSet<>(who.groups());
        roles.removeIf(g -> g.startsWith("team:"));
        return String.join(", ", roles).replace('-', ' ');
    }

    /** Whether the reader is in this group; an administrator is in all. */
    public boolean may(String group) {
        Caller who = caller.get();
        return who != null && who.inAny(List.of(group));
    }
}
