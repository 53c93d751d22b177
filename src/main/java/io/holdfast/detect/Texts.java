package io.holdfast.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Text from strangers, made fit for both databases. */
final class Texts {
    private static final char SEPARATOR = '\u001f';
    private static final char REPLACEMENT = '\ufffd';

    private Texts() {}

    /** The text without what a database refuses: NUL characters and lone surrogates become U+FFFD. */
    static String clean(String text) {
        int n = text.length();
        int bad = 0;
        while (bad < n && !refused(text, bad)) {
            bad += pair(text, bad) ? 2 : 1;
        }
        if (bad >= n) {
            return text;
        }
        StringBuilder clean = new StringBuilder(n).append(text, 0, bad);
        for (int i = bad; i < n; i++) {
            if (refused(text, i)) {
                clean.append(REPLACEMENT);
            } else if (pair(text, i)) {
                clean.append(text, i, i + 2);
                i++;
            } else {
                clean.append(text.charAt(i));
            }
        }
        return clean.toString();
    }

    private static boolean pair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static boolean refused(String text, int i) {
        char c = text.charAt(i);
        return c == 0 || (Character.isSurrogate(c) && !pair(text, i));
    }

    /** At most {@code most} characters of it, cut between characters, with an ellipsis where it was longer. */
    static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** A text that names something: whole where it fits, else its beginning and its hash, so that two long ones stay two. */
    static String name(String text, int most) {
        String clean = clean(text).strip();
        if (clean.length() <= most) {
            return clean;
        }
        String hash = hash(clean).substring(0, 16);
        return bounded(clean, most - 17) + "#" + hash;
    }

    /** SHA-256, hex, of these parts; null and empty are the same. */
    static String hash(@Nullable String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update((part == null ? "" : part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) SEPARATOR);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
