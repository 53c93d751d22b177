package io.holdfast.detect;

import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class Intake implements SignalIntake, RehearsedSignals {
    private final CatalogInForce catalog;
    private final Mappings mappings;
    private final StoreWriter writer;
    private final SignalStore signals;
    private final Awaited awaited;
    private final JdbcClient db;
    private final Times times;
    private final Ids ids;

    Intake(
            CatalogInForce catalog,
            Mappings mappings,
            StoreWriter writer,
            SignalStore signals,
            Awaited awaited,
            JdbcClient db,
            Times times,
            Ids ids) {
        this.catalog = catalog;
        this.mappings = mappings;
        this.writer = writer;
        this.signals = signals;
        this.awaited = awaited;
        this.db = db;
        this.times = times;
        this.ids = ids;
    }

    @Override
    public Receipt canonical(String caller, String body) {
        Delivery delivery = delivery(caller);
        delivery.canonical(JsonReading.values(body));
        return delivery.receipt();
    }

    @Override
    public Receipt canonicalLines(String caller, InputStream lines) {
        Delivery delivery = delivery(caller);
        Lines.each(lines, line -> delivery.canonicalLine(line));
        return delivery.receipt();
    }

    @Override
    public Receipt mapped(String source, String body, Map<String, String> headers) {
        Mappings.Mapping mapping = mappings.of(catalog.atTheEdge(), source);
        Delivery delivery = delivery(source);
        delivery.mapped(mappings, mapping, JsonReading.whole(body), headers);
        return delivery.receipt();
    }

    @Override
    public Receipt mappedLines(String source, InputStream lines, Map<String, String> headers) {
        Mappings.Mapping mapping = mappings.of(catalog.atTheEdge(), source);
        Delivery delivery = delivery(source);
        Lines.each(lines, line -> delivery.mappedLine(mappings, mapping, line, headers));
        return delivery.receipt();
    }

    private Delivery delivery(String source) {
        Graph graph = catalog.graph(catalog.atTheEdge().number());
        return new Delivery(
                World.LIVE,
                Texts.name(source, 80),
                graph,
                new Canonical(Texts.name(source, 80), times.real(), times.in(World.LIVE)),
                new Arrivals(times, ids),
                this::store);
    }

    @Override
    public Receipt tell(World world, String source, String body) {
        if (world.isLive()) {
            throw new IllegalArgumentException("A scenario's signals never reach the live world");
        }
        Graph graph = catalog.graph(catalog.number(world));
        Instant now = times.in(world);
        Delivery delivery = new Delivery(
                world,
                Texts.name(source, 80),
                graph,
                new Canonical(Texts.name(source, 80), now, now),
                new Arrivals(times, ids),
                arrivals -> rehearsed(world, arrivals));
        delivery.canonical(JsonReading.values(body));
        return delivery.receipt();
    }

    private Stored rehearsed(World world, List<Arrival> arrivals) {
        List<SignalStore.Fate> fates = signals.store(world, arrivals);
        long duplicates = fates.stream().filter(SignalStore.Fate::duplicate).count();
        return new Stored(fates.size() - duplicates, duplicates, Set.of(), List.of());
    }

    private Stored store(List<Arrival> arrivals) {
        List<SignalStore.Fate> fates = writer.write(World.LIVE, arrivals);
        long duplicates = fates.stream().filter(SignalStore.Fate::duplicate).count();
        Set<String> incidents = new TreeSet<>();
        fates.forEach(f -> {
            if (f.incident() != null) {
                incidents.add(f.incident());
            }
        });
        List<Long> first = fates.stream()
                .map(SignalStore.Fate::waiting)
                .filter(id -> id > 0)
                .toList();
        if (awaited.listen(first)) {
            // They may have been judged between the commit and now; then their rows know.
            Set<String> told = judgedAlready(first);
            incidents.addAll(told.isEmpty() ? awaited.incidents(first) : told);
            if (!told.isEmpty()) {
                awaited.forget(first);
            }
        }
        return new Stored(fates.size() - duplicates, duplicates, incidents, first);
    }

    private Set<String> judgedAlready(List<Long> signals) {
        return new TreeSet<>(db.sql("SELECT DISTINCT incident FROM signal WHERE id IN (:ids) AND incident IS NOT NULL")
                .param("ids", signals)
                .query(String.class)
                .list());
    }
}
