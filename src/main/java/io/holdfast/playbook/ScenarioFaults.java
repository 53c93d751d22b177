package io.holdfast.playbook;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with one scenario, in the words that all its checks use. */
record ScenarioFaults(String path, List<Fault> faults) {

    void add(@Nullable String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
    }

    /** Whether the word is one of these; told where it is not. */
    boolean known(String place, String word, Collection<String> words) {
        if (words.contains(word)) {
            return true;
        }
        add(
                place,
                "'" + word + "' is unknown here.",
                Suggestion.of(word, words, "Write one of: " + String.join(", ", words) + "."));
        return false;
    }

    /** A time of day; told where it is none. */
    Optional<LocalTime> time(String place, String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            add(place, "'" + text + "' is no time of day.", "Write it as 09:00.");
            return Optional.empty();
        }
    }
}
