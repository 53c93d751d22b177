package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for and against suspects: everything that the ranking goes by.
 *
 * @param hit ids of the journeys that are hit
 * @param healthy ids of journeys that are known to be good; one that is neither hit nor healthy is merely quiet
 * @param alerted ids of dependencies that standing conditions name themselves
 * @param notices what vendors say
 * @param changes what was changed lately
 */
record Evidenced(
        Set<String> hit,
        Set<String> healthy,
        Set<String> alerted,
        List<Notice> notices,
        List<Change> changes,
        Catalog catalog) {

    /** A vendor's notice: a claim. {@code about} is the dependency or vendor that it names. */
    record Notice(String about, String title) {}

    /**
     * Somebody changed something.
     *
     * @param id stable, {@code change-123}
     * @param dependency what was changed; null where only a journey is known
     * @param journey null where only a dependency is known
     * @param ago how long ago
     */
    record Change(
            String id,
            String title,
            @Nullable String dependency,
            @Nullable String journey,
            Duration ago) {}
}
