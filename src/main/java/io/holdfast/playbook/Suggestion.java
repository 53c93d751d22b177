package io.holdfast.playbook;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The known word that somebody probably meant. */
final class Suggestion {

    private Suggestion() {}

    /** 'Did you mean …?' where a known word is near, and {@code otherwise} where none is. */
    static String of(String word, Collection<String> known, String otherwise) {
        String near = nearest(word, known);
        return near == null ? otherwise : "Did you mean '" + near + "'?";
    }

    static @Nullable String nearest(String word, Collection<String> known) {
        String best = null;
        int least = Math.min(3, Math.max(1, word.length() / 3)) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance == least && best != null) {
                best = null; // two are as near: no guess
            } else if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    // Levenshtein's: letters to change, add or drop
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}
