package io.holdfast.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256, in lower-case hex. */
final class Digests {

    private Digests() {}

    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands for an address where the address itself must not stand. */
    static String address(Channel channel, String address) {
        // no mail server in use tells mailboxes apart by case, and a stop must hold however the address was typed
        String same = channel == Channel.EMAIL ? address.strip().toLowerCase(Locale.ROOT) : address.strip();
        return of(channel.id() + ":" + same);
    }
}
