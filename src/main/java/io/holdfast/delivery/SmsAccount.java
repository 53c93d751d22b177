package io.holdfast.delivery;

import java.util.function.Supplier;

/** The account that texts come from, the local one's included. */
final class SmsAccount {
    private final String authToken;
    private final Supplier<String> callbackBase;

    SmsAccount(String authToken, Supplier<String> callbackBase) {
        this.authToken = authToken;
        this.callbackBase = callbackBase;
    }

    String authToken() {
        return authToken;
    }

    /** The address under which the vendor reaches us, without a slash at its end. */
    String callbackBase() {
        return callbackBase.get();
    }
}
