package io.holdfast.standin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Twilio writes them, {@code Thu, 30 Jul 2015 20:12:31 +0000}; its SDK reads no other zone than a numeric one. */
final class TwilioDates {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private TwilioDates() {}

    static String of(Instant at) {
        return FORMAT.format(at.atOffset(ZoneOffset.UTC));
    }
}
