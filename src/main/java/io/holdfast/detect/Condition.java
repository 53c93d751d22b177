package io.holdfast.detect;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that may stand against the customers: a condition that senders speak of, or an indicator that we judge. */
final class Condition {
    final String id;
    final String kind;
    final String source;

    @Nullable
    final String metric;

    @Nullable
    String journey;

    @Nullable
    String dependency;

    String region = "";
    String channel = "";
    String segment = "";

    @Nullable
    Light light;

    String severity = "";
    String title = "";

    /** Good when it is over. */
    Verdict verdict = Verdict.GOOD;

    Instant since;
    Instant heardAt;
    long signalId;

    @Nullable
    String incident;

    /** Of an indicator only. */
    @Nullable
    Judged judged;

    boolean fresh;
    boolean touched;

    Condition(String id, String kind, String source, @Nullable String metric, Instant since) {
        this.id = id;
        this.kind = kind;
        this.source = source;
        this.metric = metric;
        this.since = since;
        this.heardAt = since;
    }

    boolean measured() {
        return kind.equals("measurement");
    }

    /** A report or a notice: it decides only where nothing else speaks. */
    boolean claim() {
        return kind.equals("report") || kind.equals("notice");
    }

    /** Whether it is wrong now. Unknown is not wrong, and not good either. */
    boolean stands() {
        return verdict == Verdict.BAD || verdict == Verdict.STRAINED;
    }

    Scope scope() {
        return Graph.scope(region, channel, segment);
    }

    List<String> hit(Graph graph) {
        return graph.hit(journey, dependency);
    }

    /** How long a reading may be awaited: half an interval is allowed to a sender whose pace wavers. Null where nobody promised a pace. */
    @Nullable
    Duration patience(Graph graph) {
        return hit(graph).stream()
                .flatMap(j -> graph.indicator(j, String.valueOf(metric)).stream())
                .map(Indicator::expectedEvery)
                .filter(e -> e != null)
                .min(Duration::compareTo)
                .map(every -> every.plus(every.dividedBy(2)))
                .orElse(null);
    }

    Light light(Graph graph, String hitJourney) {
        if (light == null && kind.equals("report") && dependency == null && metric == null) {
            // Whoever says no more than that a journey fails means that people do not get to its end.
            return Light.COMPLETION;
        }
        return graph.light(light, hitJourney, dependency, metric);
    }
}
