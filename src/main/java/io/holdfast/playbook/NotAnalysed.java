package io.holdfast.playbook;

import org.jspecify.annotations.Nullable;

/**
 * What the check of a decision table could not find out, for whoever reads the table; no fault.
 *
 * @param path the file
 * @param place {@code rule r4}; null for the table as a whole
 * @param what what is not known and why, sentences
 */
public record NotAnalysed(String path, @Nullable String place, String what) {

    @Override
    public String toString() {
        return (place == null ? path : path + ", " + place) + ": " + what;
    }
}
