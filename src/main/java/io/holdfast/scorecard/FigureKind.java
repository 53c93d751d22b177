package io.holdfast.scorecard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of the scorecard. What each is made of stands in {@code docs/scorecard.md}, and a test holds the two together. */
public enum FigureKind {
    TIME_TO_DETECT("Until we noticed", Unit.SECONDS, Length.DETECT),
    LEAD_TIME("Noticed before the first report", Unit.SECONDS, Length.LEAD),
    TIME_TO_ACKNOWLEDGE("Until somebody took it", Unit.SECONDS, Length.ACKNOWLEDGE),
    TIME_TO_MITIGATE("Until something was done against it", Unit.SECONDS, Length.MITIGATE),
    TIME_TO_RESTORE("Until it worked again", Unit.SECONDS, Length.RESTORE),
    TIME_TO_AGENTS("Until agents were told", Unit.SECONDS, Length.AGENTS),
    TIME_TO_CUSTOMERS("Until customers were told", Unit.SECONDS, Length.CUSTOMERS),
    DECISIONS("Decisions needed", Unit.COUNT, Count.DECISIONS),
    IMPACT_MINUTES("Minutes in which customers were hit", Unit.MINUTES),
    CUSTOMER_IMPACT_MINUTES("Customer-impact minutes", Unit.CUSTOMER_MINUTES),
    REPEATED_IN_30_DAYS("Same cause within 30 days", Unit.SHARE),
    REPEATED_IN_90_DAYS("Same cause within 90 days", Unit.SHARE),
    FAILOVER("Fallbacks that helped", Unit.SHARE),
    CADENCE_KEPT("Promised words that came in time", Unit.SHARE, Count.KEPT, Count.PROMISED),
    DELIVERED("Customers' messages that arrived", Unit.SHARE, Count.DELIVERED, Count.MEANT),
    REVIEWS_IN_TIME("Reviews in time", Unit.SHARE),
    ACTIONS_IN_TIME("Actions in time", Unit.SHARE),
    AUDITED("Automatic actions wholly on record", Unit.SHARE, Count.AUDITED, Count.ACTS),
    VENDOR_NOTICE("Until the vendor told us", Unit.SECONDS, Length.NOTICE),
    VENDOR_ANSWER("Until the vendor answered", Unit.SECONDS, Length.ANSWER),
    ANSWERED_IN_TIME("Vendors' answers within their clause", Unit.SHARE),
    AUTHENTICATION("Sign-ins that succeed", Unit.SHARE),
    AUTHENTICATION_UNDER_LOAD("Sign-ins that succeed in the busiest hours", Unit.SHARE),
    CONTEXT_CONTINUITY("Contacts that arrive with their context", Unit.SHARE),
    BOT_CONTAINMENT("Chats settled by the bot", Unit.SHARE),
    BOT_FALLBACK("Chats that ask for a person", Unit.SHARE);

    /** What a figure is counted in. */
    public enum Unit {
        SECONDS,
        MINUTES,
        CUSTOMER_MINUTES,
        COUNT,
        SHARE;

        /** {@code customer-minutes}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String words;
    private final Unit unit;
    final @Nullable Length length;
    final @Nullable Count yes;
    final @Nullable Count of;

    FigureKind(String words, Unit unit) {
        this(words, unit, null, null, null);
    }

    FigureKind(String words, Unit unit, Length length) {
        this(words, unit, length, null, null);
    }

    FigureKind(String words, Unit unit, Count count) {
        this(words, unit, null, count, null);
    }

    FigureKind(String words, Unit unit, Count yes, Count of) {
        this(words, unit, null, yes, of);
    }

    FigureKind(String words, Unit unit, @Nullable Length length, @Nullable Count yes, @Nullable Count of) {
        this.words = words;
        this.unit = unit;
        this.length = length;
        this.yes = yes;
        this.of = of;
    }

    /** The word of the API and of addresses, {@code time-to-detect}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    public Unit unit() {
        return unit;
    }

    /** Whether it is made of readings, and so of no incident. */
    public boolean ofReadings() {
        return ordinal() >= AUTHENTICATION.ordinal();
    }

    /** The figure with this word. */
    public static Optional<FigureKind> of(String id) {
        return Arrays.stream(values()).filter(k -> k.id().equals(id)).findFirst();
    }
}
