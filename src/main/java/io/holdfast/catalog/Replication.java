package io.holdfast.catalog;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a dependency's data is kept twice.
 *
 * @param rpo how much may be lost, as a length of time; zero where nothing is
 * @param rto how long until it works again from the copy
 * @param lag how far the copy is behind, as last measured; null where nobody measured
 * @param lastRestoreTest when the copy was last put to work; null where never
 */
public record Replication(
        @MayBeZero Duration rpo,
        Duration rto,
        @Nullable @MayBeZero Duration lag,
        @Nullable LocalDate lastRestoreTest) {}
