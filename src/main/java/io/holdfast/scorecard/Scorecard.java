package io.holdfast.scorecard;

import io.holdfast.scorecard.Figure.Range;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a time.
 *
 * @param zone of days and months
 * @param all over all real incidents of this time
 * @param groups the same by journey, vendor, team, severity or month, as asked; empty where nothing was asked
 * @param notCounted incidents that have ended and are not in it yet
 */
public record Scorecard(
        Instant from,
        Instant to,
        ZoneId zone,
        By by,
        Apart apart,
        Group all,
        List<Group> groups,
        List<Exercise> exercises,
        List<Noise> noise,
        List<Load> load,
        long notCounted) {

    /** What incidents are grouped by. */
    public enum By {
        NONE,
        JOURNEY,
        VENDOR,
        TEAM,
        SEVERITY,
        MONTH;

        /** {@code journey}; empty for none. */
        public String id() {
            return this == NONE ? "" : name().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * @throws IllegalArgumentException where there is no such word, naming those that there are
         */
        public static By of(@Nullable String id) {
            if (id == null || id.isBlank()) {
                return NONE;
            }
            for (By by : values()) {
                if (by.id().equals(id)) {
                    return by;
                }
            }
            throw new IllegalArgumentException(
                    "'by' is journey, vendor, team, severity or month, or left out; not '" + id + "'");
        }
    }

    /** What ended in this time and is in no figure. Those that were merged count with the one that they were merged into. */
    public record Apart(long exercises, long falseAlarms, long cancelled, long declined, long merged) {}

    /**
     * @param id {@code sign-in}, {@code SEV2}, {@code 2026-11}; empty where it is not known
     * @param incidents how many
     * @param impact per journey, those that were hit most first
     */
    public record Group(String id, String name, long incidents, List<Figure> figures, List<JourneyImpact> impact) {
        /** The figure of this kind; empty where this group has none. */
        public Optional<Figure> figure(FigureKind kind) {
            return figures.stream().filter(f -> f.kind() == kind).findFirst();
        }
    }

    /**
     * How long customers of a journey were hit, and how many. What overlaps is counted once.
     *
     * @param minutes in which at least one light was bad
     * @param unknownMinutes of these nobody can say how many customers were hit
     * @param customers customer-impact minutes; null where nobody can say for any of it
     * @param cost what they cost by the catalog; null where it gives no price
     * @param source who says how many come and what they cost; null where the catalog says nothing
     */
    public record JourneyImpact(
            String journey,
            String name,
            double minutes,
            double unknownMinutes,
            @Nullable Range customers,
            @Nullable Range cost,
            @Nullable String currency,
            @Nullable String source,
            List<LightImpact> lights) {}

    /** The same of one light. */
    public record LightImpact(
            String light,
            double minutes,
            double unknownMinutes,
            @Nullable Range customers) {}

    /**
     * Fallbacks in exercises: {@code live} ones, and those of {@code sandbox} drills. Never mixed with real ones.
     *
     * @param tried how many were switched and proven either way
     */
    public record Exercise(String kind, long runs, long passed, long tried, long helped) {}

    /**
     * How often something that turned bad was a real incident.
     *
     * @param kind {@code threshold} or {@code alert}
     * @param source a threshold's row and metric, or a sender
     */
    public record Noise(String kind, String source, long alarms, long real) {
        /** The share that belonged to a real incident. */
        public double precision() {
            return alarms == 0 ? 0 : (double) real / alarms;
        }
    }

    /** Who was paged, how often, and how often outside working hours. */
    public record Load(String person, String name, long incidents, long pages, long outOfHours) {}
}
