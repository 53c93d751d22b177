package io.holdfast.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a fallback mode: how it is switched on, how we know that it took, and how it is put back.
 *
 * @param id unique within its mode, {@code ivr-menu}
 * @param kind one of {@link #KINDS}
 * @param name what people call it, {@code Webhook to the IVR}
 * @param to webhook and weights: the name of the other end, whose address and secret are settings ({@code holdfast.actions.<to>});
 *     slack: the channel
 * @param url webhook and weights: its address, where no setting gives one
 * @param send webhook: what the other end is told to do
 * @param flags flag: values of {@code journey.<journey>.<feature>} from this step on
 * @param weights weights: the shares of the paths, step by step; the last one holds
 * @param say slack: the words (key: locale)
 * @param steps task and vendor-case: what a person does, in order
 * @param vendor vendor-case: the vendor's id
 * @param verify how we know that it took; null where the kind itself tells (flag, slack, and a person's word)
 * @param undo how it is put back; a flag goes back by itself
 */
public record ModeAction(
        String id,
        String kind,
        String name,
        @Nullable String to,
        @Nullable String url,
        Map<String, Object> send,
        Map<String, Object> flags,
        List<Weights> weights,
        Map<String, String> say,
        List<String> steps,
        @Nullable String vendor,
        @Nullable Verify verify,
        @Nullable Undo undo) {

    /** All kinds that there are. */
    public static final List<String> KINDS = List.of("webhook", "flag", "weights", "slack", "task", "vendor-case");

    /** The id of the steps by hand that a mode lists without naming actions. */
    public static final String BY_HAND = "by-hand";

    /**
     * Shares of the paths of an active-active pair.
     *
     * @param share per path, {@code {north: 20, south: 80}}
     * @param hold how long these shares hold before the next step; null for none
     */
    public record Weights(
            Map<String, Object> share, @Nullable Duration hold) {}

    /**
     * How we know that a step took.
     *
     * @param metric an indicator of the journey that must not get worse, and must be good in time; null for none
     * @param ask an address that tells the state, where no setting gives one
     * @param expect what that address tells where the step took; asked after an attempt without an answer
     */
    public record Verify(@Nullable String metric, @Nullable String ask, Map<String, Object> expect) {}

    /**
     * How a step is put back, in the words of its kind.
     *
     * @param send webhook
     * @param share weights: the usual shares
     * @param say slack
     * @param steps task and vendor-case
     */
    public record Undo(
            Map<String, Object> send, Map<String, Object> share, Map<String, String> say, List<String> steps) {}

    /** Whether a person does it. */
    public boolean byHand() {
        return kind.equals("task") || kind.equals("vendor-case");
    }

    /** What to do to put it back, where the kind needs nothing more to know. */
    public Undo back() {
        return undo == null ? new Undo(Map.of(), Map.of(), Map.of(), List.of()) : undo;
    }

    static ModeAction byHand(List<String> steps, List<String> back) {
        return new ModeAction(
                BY_HAND,
                "task",
                "Steps by hand",
                null,
                null,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                steps,
                null,
                null,
                new Undo(Map.of(), Map.of(), Map.of(), back));
    }
}
