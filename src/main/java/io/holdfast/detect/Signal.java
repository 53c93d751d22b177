package io.holdfast.detect;

import io.holdfast.catalog.Light;
import io.holdfast.incident.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signal in canonical form, within the bounds of its columns; whatever was longer is whole in {@link #body}.
 *
 * @param kind {@code alert}, {@code measurement}, {@code report}, {@code notice}, {@code change}, or {@link #RAW}
 * @param status {@code firing} or {@code resolved}; empty for kinds that have none
 * @param at when, as the sender says; null where he does not, or where his clock can't be believed
 * @param severity our word for the sender's: {@code critical}, {@code warning}, {@code info}, or empty
 * @param light the light that the label {@code light} names
 * @param labels as sent, for the catalog's matchers
 * @param reason why it can't be placed; null where it can, as far as the edge sees
 * @param content hash of what it says
 * @param body what is kept of it: the JSON as it came, or as the mapping made it
 */
record Signal(
        String source,
        @Nullable String id,
        @Nullable String key,
        String kind,
        @Nullable String journey,
        @Nullable String dependency,
        @Nullable String metric,
        @Nullable Double value,
        @Nullable Long count,
        String status,
        @Nullable Instant at,
        String title,
        String severity,
        String region,
        String channel,
        String segment,
        @Nullable Light light,
        Map<String, String> labels,
        @Nullable String reason,
        String content,
        String body) {

    /** What could not be mapped. */
    static final String RAW = "raw";

    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";

    /** Something kept as it came, because nobody could make sense of it. */
    static Signal raw(String source, String body, String reason) {
        String kept = Texts.clean(body);
        return new Signal(
                source,
                null,
                null,
                RAW,
                null,
                null,
                null,
                null,
                null,
                "",
                null,
                "Unreadable signal from " + source,
                "",
                "",
                "",
                "",
                null,
                Map.of(),
                Texts.bounded(reason, 400),
                Texts.hash(RAW, source, kept),
                kept);
    }

    /** Whether it speaks of a condition that stands until somebody says that it is over. */
    boolean hasCondition() {
        return kind.equals("alert") || kind.equals("notice") || kind.equals("report");
    }

    /** The same, placed in the catalog. */
    Signal placed(@Nullable String journey, @Nullable String dependency, Scope scope, @Nullable String reason) {
        return new Signal(
                source,
                id,
                key,
                kind,
                journey,
                dependency,
                metric,
                value,
                count,
                status,
                at,
                title,
                severity,
                first(scope.regions()),
                first(scope.channels()),
                first(scope.segments()),
                light,
                labels,
                reason,
                content,
                body);
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.get(0);
    }
}
