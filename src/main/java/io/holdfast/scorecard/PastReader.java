package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entries;
import io.holdfast.evidence.Entries.Seen;
import io.holdfast.scorecard.Past.Alarm;
import io.holdfast.scorecard.Past.Moments;
import io.holdfast.scorecard.PastRows.Row;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads past incidents from their rows and their chains, many at once. */
@Component
class PastReader {
    private static final Set<String> KINDS = Set.of(
            "incident.opened",
            "incident.facts",
            "incident.ended",
            "incident.reopened",
            "signal",
            "indicator",
            "update.published",
            "update.promise-kept",
            "vendor.case");

    private final PastRows rows;
    private final PastReadings readings;
    private final Entries entries;

    PastReader(PastRows rows, PastReadings readings, Entries entries) {
        this.rows = rows;
        this.readings = readings;
        this.entries = entries;
    }

    /** Each on its own: without those that were merged into it. */
    Map<String, Past> read(Collection<String> keys, Catalog catalog) {
        Map<String, Row> all = rows.incidents(keys);
        Map<String, List<Seen>> chains = new HashMap<>();
        entries.of(World.LIVE, all.keySet(), KINDS)
                .forEach(e -> chains.computeIfAbsent(e.chain(), c -> new ArrayList<>())
                        .add(e));
        PastRows.Beside beside = rows.beside(all.keySet());
        PastReadings.Meters meters = readings.meters(catalog);
        Map<String, Past> pasts = new HashMap<>();
        all.forEach((key, row) ->
                pasts.put(key, past(row, chains.getOrDefault(key, List.of()), beside, meters, catalog)));
        return pasts;
    }

    private Past past(Row row, List<Seen> chain, PastRows.Beside beside, PastReadings.Meters meters, Catalog catalog) {
        String key = row.key();
        Moments m = moments(row, chain, beside, catalog);
        BadSpans lights = BadSpans.of(chain, m.onset(), m.over());
        Set<String> journeys = new TreeSet<>(beside.journeys(key));
        lights.spans().forEach(s -> journeys.add(s.journey()));
        return new Past(
                key,
                row.number(),
                row.changedAt(),
                row.drill(),
                row.ending(),
                row.mergedInto(),
                row.severity(),
                List.copyOf(journeys),
                beside.cause(row),
                vendor(beside.cause(row), catalog),
                row.team(),
                m,
                row.decisions(),
                lights.known(),
                lights.spans(),
                meters.of(lights.spans(), row.regions()),
                Promises.of(words(key, chain, beside), m.ended()),
                beside.told(key),
                beside.pages(key),
                alarms(chain),
                beside.acts(key),
                beside.modes(key),
                beside.review(key),
                beside.actions(key));
    }

    private static Moments moments(Row row, List<Seen> chain, PastRows.Beside beside, Catalog catalog) {
        String vendor = vendor(beside.cause(row), catalog);
        return new Moments(
                row.onset(),
                row.detected(),
                first(chain, e -> e.kind().equals("signal") && e.text("kind").equals("report")),
                row.acknowledged(),
                row.mitigated(),
                row.restored(),
                row.ended(),
                row.agentsTold(),
                row.customersTold(),
                vendor == null
                        ? null
                        : first(
                                chain,
                                e -> e.kind().equals("signal")
                                        && e.text("kind").equals("notice")
                                        && vendor.equals(vendor(e.text("dependency"), catalog))),
                // entries of before this version are there only where the vendor gave a number
                Optional.ofNullable(first(chain, e -> e.kind().equals("vendor.case")))
                        .orElse(beside.opened(row.key())),
                beside.answered(row.key()));
    }

    private static @Nullable Instant first(List<Seen> chain, java.util.function.Predicate<Seen> which) {
        return chain.stream().filter(which).map(Seen::at).findFirst().orElse(null);
    }

    /** The vendor behind a suspect; a suspect may be a vendor itself. */
    static @Nullable String vendor(@Nullable String suspect, Catalog catalog) {
        if (suspect == null) {
            return null;
        }
        String id = suspect.replaceFirst("^vendor:", "");
        return catalog.dependency(suspect)
                .flatMap((Dependency d) -> Optional.ofNullable(d.vendor()))
                .or(() -> catalog.vendor(id).map(v -> v.id()))
                .orElse(null);
    }

    private static List<Promises.Word> words(String key, List<Seen> chain, PastRows.Beside beside) {
        List<Promises.Word> words = new ArrayList<>();
        for (Seen e : chain) {
            if (e.kind().equals("update.published")) {
                String next = e.text("next");
                words.add(
                        new Promises.Word(e.at(), next.isEmpty() || next.equals("null") ? null : Instant.parse(next)));
            } else if (e.kind().equals("update.promise-kept")) {
                words.add(new Promises.Word(e.at(), beside.promised(key, e.text("facts"))));
            }
        }
        return words;
    }

    private static List<Alarm> alarms(List<Seen> chain) {
        return chain.stream().map(PastReader::alarm).flatMap(Optional::stream).toList();
    }

    /** What turned bad by this entry: an indicator by a threshold's row, or an alert by its sender. */
    static Optional<Alarm> alarm(Seen e) {
        if (e.kind().equals("indicator") && e.text("now").equals("bad")) {
            Actor.Rule rule = e.rule();
            String row = rule == null ? "" : Objects.requireNonNullElse(rule.row(), "");
            return Optional.of(new Alarm("threshold", (row.isEmpty() ? "" : row + " ") + e.text("metric")));
        }
        if (e.kind().equals("signal")
                && e.text("kind").equals("alert")
                && e.text("state").equals("firing")) {
            return Optional.of(new Alarm("alert", e.text("source")));
        }
        return Optional.empty();
    }
}
