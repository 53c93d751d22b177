package io.holdfast.guard;

import io.holdfast.evidence.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What the guardrails say.
 *
 * @param id of the decision, {@code /decisions/<id>}
 * @param autonomy {@code act}, {@code approve} or {@code suggest}
 * @param agentLevel of an agent: the most that it may do; null where nothing is said of it
 * @param rule what decided
 */
public record Ruling(
        String id,
        String autonomy,
        String because,
        @Nullable String agentLevel,
        Actor.Rule rule) {
    /** Whether it is done without asking anybody. */
    public boolean acts() {
        return autonomy.equals("act");
    }

    /** Whether it may only be mentioned. */
    public boolean suggests() {
        return autonomy.equals("suggest");
    }
}
