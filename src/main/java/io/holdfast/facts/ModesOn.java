package io.holdfast.facts;

import io.holdfast.catalog.Mode;
import java.util.List;

/** Which fallback modes of an incident are on, so that facts can say so; implemented by the package that switches them. */
public interface ModesOn {
    /** Modes that customers and agents can rely on now: on or verified. */
    List<Mode> on(String incident);
}
