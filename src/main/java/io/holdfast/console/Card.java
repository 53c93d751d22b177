package io.holdfast.console;

import io.holdfast.catalog.Mode;
import io.holdfast.tasks.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The card 'Take command and send': what one decision is about. */
record Card(
        @Nullable Task command,
        List<Proposal> proposals,
        List<Step> nothing,
        @Nullable Instant dueAt) {

    /** The tasks of the card, in the order in which they are completed. */
    static final List<String> ORDER = List.of("takeCommand", "confirmDiagnosis", "approveMode", "approveUpdate");

    /**
     * One thing to agree to.
     *
     * @param kind the task's key
     * @param label what it is about
     * @param what the proposal itself
     * @param small beside the proposal
     * @param why reasons, one line each
     * @param left what happens without its tick
     * @param inputs what can be changed in place
     * @param mode the fallback; null where it is none
     * @param texts the words that go out
     * @param without those of them that go out in other words while a fallback that they promise is left off
     */
    record Proposal(
            Task task,
            String kind,
            String label,
            String what,
            String small,
            List<String> why,
            String left,
            List<Forms.Input> inputs,
            @Nullable Mode mode,
            List<Forms.Input> texts,
            List<Forms.Input> without,
            boolean ticked,
            @Nullable String error) {

        /** Whether these words go out in this language whatever is left off. */
        public boolean holds(@Nullable String lang) {
            return without.stream().noneMatch(w -> Objects.equals(w.lang(), lang));
        }
    }

    /** What happens at that time if nobody acts. */
    record Step(Instant at, String what) {}

    /** In which order it goes: what stands here, and agents before customers. */
    public String order() {
        List<String> all = new ArrayList<>();
        if (command != null) {
            all.add("command");
        }
        List<String> kinds = proposals.stream().map(Proposal::kind).toList();
        if (kinds.contains("confirmDiagnosis")) {
            all.add("cause");
        }
        if (kinds.contains("approveMode")) {
            all.add("fallbacks");
            all.add("agents");
        }
        if (kinds.contains("approveUpdate")) {
            all.add("customers");
        }
        return String.join(", ", all) + ".";
    }

    /** Whether nothing waits for a decision. */
    public boolean empty() {
        return command == null && proposals.isEmpty();
    }
}
