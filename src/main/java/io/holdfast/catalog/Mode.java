package io.holdfast.catalog;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agreed fallback mode of a journey: what keeps customers going while something is broken.
 *
 * @param id unique within its journey, {@code security-questions}
 * @param journey the journey it belongs to
 * @param name what people call it, {@code Verify by security questions}
 * @param stays what stays live, for people
 * @param simpler what is simplified, for people
 * @param off what is shut off, for people
 * @param humanPath the path to a person that stays open (number, hours); null where none does, and then no text may say 'call us'
 * @param byHand steps that a person must do to switch it on, in order; empty where the flag alone does it
 * @param byHandUndo steps that a person must do to put it back, in order
 * @param features values of the flags {@code journey.<journey>.<feature>} while it is on
 * @param hardEnd after this long it must be off, whatever the incident does; null where there is no such limit
 * @param agentDo what agents do under it, one line, in the language of their queue (key: locale)
 * @param agentSay what agents say under it, one line (key: locale)
 * @param agentDont what agents must not promise under it, one line, in the language of their queue (key: locale)
 * @param customer the sentence for customers that this mode makes true (key: locale)
 * @param needs ids of dependencies that it can't do without
 * @param actions what is done to switch it on, in order, after the steps by hand
 * @param verify by which signals it is verified, and within which time; null where no signal tells
 * @param failBack when it goes back by itself; null where only the incident's end, its hard end or a person puts it back
 * @param risk what a mode of verification carries; null for other modes
 * @param maySwitch roles that may switch it; empty for those of the task
 * @param liveAgents how many live agents it takes at peak; null where it takes none
 * @param humanAgents how many live agents the human path has at peak; null where nobody counted
 * @param undoes the change that it takes back; null for other modes. Once it helps it is kept: only where it does not is it put back
 */
public record Mode(
        String id,
        String journey,
        String name,
        String stays,
        String simpler,
        String off,
        @Nullable String humanPath,
        List<String> byHand,
        List<String> byHandUndo,
        Map<String, Object> features,
        @Nullable Duration hardEnd,
        Map<String, String> agentDo,
        Map<String, String> agentSay,
        Map<String, String> agentDont,
        Map<String, String> customer,
        List<String> needs,
        List<ModeAction> actions,
        @Nullable Verification verify,
        @Nullable FailBack failBack,
        @Nullable Risk risk,
        List<String> maySwitch,
        @Nullable Integer liveAgents,
        @Nullable Integer humanAgents,
        @Nullable Undoes undoes) {

    /**
     * By which signals a mode is verified.
     *
     * @param metrics indicators of its journey
     * @param within worse, or not better within this time, and it is rolled back
     */
    public record Verification(List<String> metrics, Duration within) {}

    /**
     * When a mode goes back by itself.
     *
     * @param metrics indicators, of its journey or of the dependency that broke
     * @param after how long they must be good, none of them unknown
     */
    public record FailBack(List<String> metrics, Duration after) {}

    /**
     * What another way of verifying costs.
     *
     * @param never what must never be skipped
     * @param notUnder what may not be done under it
     * @param review who looks at all that was done under it, and how
     */
    public record Risk(List<String> never, List<String> notUnder, String review) {}

    /**
     * Which change a mode takes back: offered when such a change is suspected, and only then.
     *
     * @param dependency what was changed
     * @param source who tells of such changes; null for anybody
     */
    public record Undoes(String dependency, @Nullable String source) {}

    /** All that is done to switch it on, in order: the steps by hand first. */
    public List<ModeAction> allActions() {
        if (byHand.isEmpty() && byHandUndo.isEmpty()) {
            return actions;
        }
        return Stream.concat(Stream.of(ModeAction.byHand(byHand, byHandUndo)), actions.stream())
                .toList();
    }

    /** The same mode with these flags besides its own. */
    public Mode with(Map<String, Object> flags) {
        if (flags.isEmpty()) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(features);
        all.putAll(flags);
        return new Mode(
                id,
                journey,
                name,
                stays,
                simpler,
                off,
                humanPath,
                byHand,
                byHandUndo,
                all,
                hardEnd,
                agentDo,
                agentSay,
                agentDont,
                customer,
                needs,
                actions,
                verify,
                failBack,
                risk,
                maySwitch,
                liveAgents,
                humanAgents,
                undoes);
    }

    /** The indicators that it is verified by. */
    public List<String> verifiedBy() {
        Set<String> metrics = new LinkedHashSet<>();
        if (verify != null) {
            metrics.addAll(verify.metrics());
        }
        for (ModeAction action : actions) {
            ModeAction.Verify each = action.verify();
            if (each != null && each.metric() != null) {
                metrics.add(each.metric());
            }
        }
        return List.copyOf(metrics);
    }
}
