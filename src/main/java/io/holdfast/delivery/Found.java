package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;

/** What a vendor answers when asked whether it took a message. */
sealed interface Found {

    /** It did. */
    record Yes(String vendorId, @Nullable String channelId, boolean edited) implements Found {}

    /** It does not know it. */
    record No() implements Found {}

    /** It could not be asked. */
    record CannotAsk(String why) implements Found {}
}
