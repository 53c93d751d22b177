package io.holdfast.detect;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Verdict;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

@Component
class RefoldedReadings implements ReadingsAgain {
    private final BoardRows rows;
    private final ReadingRows readings;
    private final CatalogInForce catalog;
    private final Thresholds thresholds;
    private final Settling settling;
    private final Times times;

    RefoldedReadings(
            BoardRows rows,
            ReadingRows readings,
            CatalogInForce catalog,
            Thresholds thresholds,
            Settling settling,
            Times times) {
        this.rows = rows;
        this.readings = readings;
        this.catalog = catalog;
        this.thresholds = thresholds;
        this.settling = settling;
        this.times = times;
    }

    @Override
    public void each(long base, long candidate, Instant since, Consumer<Refolded> each, Runnable goesOn) {
        Instant now = times.in(World.LIVE);
        Graph graph = catalog.graph(candidate);
        for (Condition c : indicators(graph)) {
            Optional<Judged.Rule> then = thresholds.rule(base, c);
            Optional<Judged.Rule> next = thresholds.rule(candidate, c);
            boolean alike =
                    then.isPresent() ? next.filter(then.get()::judgesLike).isPresent() : next.isEmpty();
            if (alike) {
                continue;
            }
            Refold before = new Refold(then.orElse(null), c.patience(graph), opening(base, graph, c));
            Refold after = new Refold(next.orElse(null), c.patience(graph), opening(candidate, graph, c));
            readings.each(
                    c.id,
                    since,
                    now,
                    s -> {
                        before.read(s.value(), s.count(), s.at());
                        after.read(s.value(), s.count(), s.at());
                    },
                    goesOn);
            each.accept(new Refolded(
                    String.valueOf(c.metric),
                    c.journey,
                    c.dependency,
                    c.scope(),
                    c.hit(graph),
                    before.until(now),
                    after.until(now)));
        }
    }

    /** Those that were ever judged, and those that were read while no rule spoke of them. */
    private List<Condition> indicators(Graph graph) {
        Map<String, Condition> all = new LinkedHashMap<>();
        rows.indicators(World.LIVE).forEach(c -> all.put(c.id, c));
        Set<String> metrics = new TreeSet<>();
        graph.catalog()
                .journeys()
                .forEach(j -> j.indicators().stream().map(Indicator::metric).forEach(metrics::add));
        for (String metric : metrics) {
            readings.unjudged(World.LIVE, metric).forEach(c -> all.putIfAbsent(c.id, c));
        }
        return List.copyOf(all.values());
    }

    /** For which verdicts triage opens an incident, if nothing else is wrong. */
    private Set<Verdict> opening(long playbook, Graph graph, Condition c) {
        Set<Verdict> opening = EnumSet.noneOf(Verdict.class);
        for (Verdict verdict : List.of(Verdict.STRAINED, Verdict.BAD)) {
            c.verdict = verdict;
            if (settling.triage(playbook, new Observing(graph, List.of(c), List.of(c)))
                    .opens()) {
                opening.add(verdict);
            }
        }
        return opening;
    }
}
