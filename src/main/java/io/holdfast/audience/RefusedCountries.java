package io.holdfast.audience;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Countries that the contact policy leaves out, as the word that an audience carries: {@code not in CN, IN}. */
public final class RefusedCountries {
    private static final String NOT_IN = "not in ";

    private RefusedCountries() {}

    /** The word; null where no country is left out. */
    public static @Nullable String word(Collection<String> countries) {
        return countries.isEmpty() ? null : NOT_IN + String.join(", ", new TreeSet<>(countries));
    }

    /** The countries that this word leaves out. */
    static List<String> of(@Nullable String policy) {
        return policy == null || !policy.startsWith(NOT_IN)
                ? List.of()
                : List.of(policy.substring(NOT_IN.length()).split(", "));
    }
}
