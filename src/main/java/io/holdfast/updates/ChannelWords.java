package io.holdfast.updates;

import io.holdfast.delivery.Channel;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures of a failed channel, for whoever leads. */
final class ChannelWords {
    private ChannelWords() {}

    /** What goes out in it, {@code texts}. */
    static String many(Channel channel) {
        return switch (channel) {
            case SMS -> "texts";
            case EMAIL -> "e-mails";
            case VOICE -> "calls";
            case SLACK -> "posts";
        };
    }

    static String figure(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    /** {@code By e-mail 2,800 of the 3,900 can be reached.} */
    static String elsewhere(Map<Channel, Long> counts, long untold) {
        if (counts.isEmpty()) {
            return "Nobody of the " + figure(untold) + " agreed to another channel.";
        }
        String all = counts.entrySet().stream()
                .map(e -> "by " + e.getKey().word() + " " + figure(e.getValue()))
                .collect(Collectors.joining(", "));
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + " of the " + figure(untold)
                + " can be reached.";
    }
}
