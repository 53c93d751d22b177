package io.holdfast.resolve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes that were told of; implemented by whoever takes in signals. */
public interface ChangeLog {
    /** The change behind a suspect {@code change-<id>}; empty where it is none. */
    Optional<Change> change(String suspect);

    /**
     * A change: a deployment, a routing change, a changed rule.
     *
     * @param source who told of it
     * @param title what was changed, for people
     * @param dependency what it touched; null where it does not say
     */
    record Change(String source, String title, @Nullable String dependency) {}
}
