package io.holdfast.playbook;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in the playbook, told to the person who can mend it.
 *
 * @param path the file, {@code processes/catalog/journeys.yaml}
 * @param place where in it: {@code journeys[sign-in].owner}, {@code rule r4, input 'journey'}, {@code line 12}; null for the file as
 *     a whole
 * @param what what is wrong, a sentence
 * @param remedy what would be right, a sentence
 */
public record Fault(String path, @Nullable String place, String what, String remedy) {

    @Override
    public String toString() {
        return (place == null ? path : path + ", " + place) + ": " + what + " " + remedy;
    }
}
