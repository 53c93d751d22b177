package io.holdfast.detect;

import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What one call brought, stored in portions, and the answer to it. */
final class Delivery {
    private static final int MOST_REFUSED = 1_000;
    private static final int MOST_INCIDENTS = 100;
    private static final long PORTION = 1024L * 1024L;

    private final World world;
    private final String source;
    private final Graph graph;
    private final Canonical canonical;
    private final Arrivals arrivals;
    private final Function<List<Arrival>, Stored> store;

    private final List<Arrival> waiting = new ArrayList<>();
    private final List<Arrival> kept = new ArrayList<>();
    private final List<Receipt.Refused> refused = new ArrayList<>();
    private final Set<String> incidents = new TreeSet<>();
    private long waitingLength;
    private long index;
    private long objects;
    private long unreadable;
    private long accepted;
    private long duplicates;

    Delivery(
            World world,
            String source,
            Graph graph,
            Canonical canonical,
            Arrivals arrivals,
            Function<List<Arrival>, Stored> store) {
        this.world = world;
        this.source = source;
        this.graph = graph;
        this.canonical = canonical;
        this.arrivals = arrivals;
        this.store = store;
    }

    void canonical(List<JsonReading.Value> values) {
        // Whether there is any signal in it is known before anything is stored: an answer of 400 leaves nothing behind.
        if (values.stream().noneMatch(Delivery::speaks)) {
            index += values.size();
            return;
        }
        values.forEach(this::canonical);
    }

    private static boolean speaks(JsonReading.Value value) {
        return value.value() instanceof Map<?, ?> fields && !fields.isEmpty();
    }

    private void canonical(JsonReading.Value value) {
        if (speaks(value)) {
            objects++;
        }
        Canonical.Outcome outcome = canonical.read(value);
        if (outcome.signal() != null) {
            take(outcome.signal());
        } else {
            refuse(String.valueOf(outcome.fault()), value.text());
        }
        index++;
    }

    void canonicalLine(String line) {
        try {
            JsonReading.values(line).forEach(this::canonical);
        } catch (JsonReading.NotJson e) {
            unreadable++;
            refuse(String.valueOf(e.getMessage()), line);
            index++;
        }
    }

    void mapped(Mappings mappings, Mappings.Mapping mapping, JsonReading.Value body, Map<String, String> headers) {
        if (!(body.value() instanceof Map<?, ?> || body.value() instanceof List<?>)
                || body.value() instanceof Map<?, ?> map && map.isEmpty()
                || body.value() instanceof List<?> list && list.isEmpty()) {
            return;
        }
        objects++;
        if (!body.whole()) {
            keep(body.text(), "It is nested deeper than " + JsonReading.DEEPEST + " levels");
            return;
        }
        try {
            for (Object each : mappings.apply(mapping, body.value(), headers)) {
                if (each instanceof Map<?, ?> fields) {
                    String text = JsonWriting.text(fields);
                    Canonical.Outcome outcome = canonical.read(fields, text);
                    if (outcome.signal() != null) {
                        take(outcome.signal());
                    } else {
                        keep(text, "The mapping of " + source + " gives no signal: " + outcome.fault());
                    }
                } else {
                    keep(JsonWriting.text(each), "The mapping of " + source + " gives something that is no object");
                }
            }
        } catch (Mappings.Unmapped e) {
            keep(body.text(), String.valueOf(e.getMessage()));
        }
        index++;
    }

    void mappedLine(Mappings mappings, Mappings.Mapping mapping, String line, Map<String, String> headers) {
        try {
            mapped(mappings, mapping, JsonReading.whole(line), headers);
        } catch (JsonReading.NotJson e) {
            unreadable++;
            refuse(String.valueOf(e.getMessage()), line);
            index++;
        }
    }

    private void take(Signal signal) {
        add(arrivals.of(world, graph.place(signal)));
    }

    private void keep(String body, String reason) {
        add(arrivals.of(world, Signal.raw(source, body, Texts.clean(reason))));
    }

    /** Told to the sender, who can mend it, and kept for people all the same: a program may never read its answers. */
    private void refuse(String reason, String body) {
        if (refused.size() < MOST_REFUSED) {
            refused.add(new Receipt.Refused(index, reason));
        }
        if (body.isBlank()) {
            return;
        }
        kept.add(arrivals.of(world, Signal.raw(source, body, Texts.clean(reason))));
        waitingLength += body.length();
        flushIfFull();
    }

    private void add(Arrival arrival) {
        waiting.add(arrival);
        waitingLength += arrival.signal().body().length();
        flushIfFull();
    }

    private void flushIfFull() {
        if (objects == 0 && kept.size() >= StoreWriter.MOST) {
            throw new IllegalArgumentException("There is no signal in its first " + StoreWriter.MOST + " lines");
        }
        if (waiting.size() + kept.size() >= StoreWriter.MOST || waitingLength >= PORTION) {
            flush();
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            Stored stored = store.apply(List.copyOf(waiting));
            waiting.clear();
            accepted += stored.accepted();
            duplicates += stored.duplicates();
            for (String incident : stored.incidents()) {
                if (incidents.size() < MOST_INCIDENTS) {
                    incidents.add(incident);
                }
            }
        }
        if (objects > 0 && !kept.isEmpty()) {
            incidents.addAll(store.apply(List.copyOf(kept)).incidents());
            kept.clear();
        }
        waitingLength = 0;
    }

    /**
     * Stores what is left and answers.
     *
     * @throws IllegalArgumentException where nothing of it was a signal
     */
    Receipt receipt() {
        if (objects == 0) {
            throw new IllegalArgumentException(
                    unreadable > 0
                            ? "This is no JSON: " + refused.get(0).reason()
                            : "There is no signal in it: send one JSON object, an array of them, or one a line");
        }
        flush();
        return new Receipt(accepted, duplicates, List.copyOf(refused), List.copyOf(incidents));
    }
}
