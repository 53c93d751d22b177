package io.holdfast.resolve;

/** The guardrails do not let this mode be switched now; the decision itself stays in the record. */
final class ModeRefused extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ModeRefused(String message) {
        super(message);
    }
}
