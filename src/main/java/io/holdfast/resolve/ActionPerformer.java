package io.holdfast.resolve;

/**
 * Does what an action says, at the other end. Called outside of any transaction, and possibly twice with the same key: whoever is at
 * the other end does it once.
 */
public interface ActionPerformer {
    /** Does it, in one attempt without hidden retries. */
    ActionOutcome perform(ActionCall call);

    /** Asks the other end whether it is in effect, after an attempt whose outcome nobody knows. */
    ActionOutcome ask(ActionCall call);
}
