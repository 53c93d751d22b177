package io.holdfast.facts;

import io.holdfast.catalog.Mode;
import java.util.List;

/** Which fallback modes of an incident are on, so that facts can say so; implemented by the package that switches them. */
public interface ModesOn {
    /** Modes that customers and agents can rely on now: on or verified. */
    List<Mode> on(String incident);

    /**
     * Those, and the modes that are proposed or being switched: what customers could rely on if it is decided so. A proposal of words
     * assumes them, since it is decided together with them.
     */
    default List<Mode> onOrAsked(String incident) {
        return on(incident);
    }
}
