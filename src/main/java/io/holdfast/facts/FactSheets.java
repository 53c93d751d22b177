package io.holdfast.facts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fact sheets. */
public interface FactSheets {
    /** The newest sheet of this incident; empty before the first was drawn. */
    Optional<FactSheet> current(String incident);

    /** One version of it. */
    Optional<FactSheet> version(String incident, int version);

    /**
     * Draws the sheet anew from incident, catalog and modes; a new version only where something differs.
     *
     * @return the newest
     */
    FactSheet refresh(String incident);

    /**
     * Promises the next word, or takes the promise back, as a new version of the sheet where that differs.
     *
     * @return the newest
     */
    FactSheet promise(String incident, @Nullable Instant nextWordAt);
}
