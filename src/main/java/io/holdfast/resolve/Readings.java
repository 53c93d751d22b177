package io.holdfast.resolve;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Scope;
import io.holdfast.time.World;

/** What the signals say now; implemented by whoever judges them. */
public interface Readings {
    /**
     * The worst verdict on this metric within the scope.
     *
     * @return {@code UNKNOWN} where nothing was heard of it
     */
    Verdict of(World world, String metric, String journey, Scope scope);
}
