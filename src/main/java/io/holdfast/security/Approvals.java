package io.holdfast.security;

import java.util.Optional;

/**
 * Whether a token may approve, {@code holdfast.approvals}: with {@code people} none does, with {@code tokens-too} one of scope
 * {@code approve}. What a person may approve is his roles' and his groups' to say, and not asked here.
 */
public final class Approvals {

    private final boolean tokensToo;

    private Approvals(boolean tokensToo) {
        this.tokensToo = tokensToo;
    }

    /**
     * As the setting says.
     *
     * @throws IllegalStateException for a word that it does not know
     */
    public static Approvals of(String setting) {
        return switch (setting) {
            case "people" -> new Approvals(false);
            case "tokens-too" -> new Approvals(true);
            default ->
                throw new IllegalStateException(
                        "holdfast.approvals is 'people' or 'tokens-too', not '" + setting + "'");
        };
    }

    /**
     * Why he may not; empty where he may.
     *
     * @param what it is that he wants, with its verb: {@code 'Approve the words' approves something}
     */
    public Optional<String> refusal(Caller caller, String what) {
        if (!caller.token() || tokensToo && caller.hasScope("approve")) {
            return Optional.empty();
        }
        return Optional.of(
                tokensToo
                        ? what + ": the token needs the scope 'approve'"
                        : what + ", and only a person does that (holdfast.approvals=people)");
    }

    /**
     * The same as a refusal.
     *
     * @throws Forbidden where he may not
     */
    public void check(Caller caller, String what) {
        refusal(caller, what).ifPresent(why -> {
            throw new Forbidden(why);
        });
    }
}
