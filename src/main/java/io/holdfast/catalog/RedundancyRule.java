package io.holdfast.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the house does about one kind of weakness in how things are doubled.
 *
 * @param finding which kind, {@code shared-fate}
 * @param level {@code refuse}: a playbook with it is not loaded; {@code warn}: it is told; {@code ignore}: it is not
 * @param within how old the last restore test may be; only for {@code replication}, null for a year
 * @param except what is let pass, and until when
 */
public record RedundancyRule(
        String finding, String level, @Nullable Duration within, List<Allowance> except) {

    /**
     * A weakness that the house knows and lives with for a while.
     *
     * @param about what has it: the id of a dependency, group, journey or person, or what of Holdfast, {@code voice-carriers}
     * @param with the other end where there is one, the id of what is shared or lost; null for any
     * @param because why
     * @param until the last day on which it is let pass
     */
    public record Allowance(String about, @Nullable String with, String because, LocalDate until) {}
}
