package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.engine.Worker;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fallback modes as feature flags, answered from memory: also while the database is away, and right within a second of a switch on
 * every node.
 */
@Component
public class Flags extends Worker {
    private static final String NORMAL = "normal";

    private final ModeRows rows;
    private final Playbooks playbooks;
    private volatile @Nullable Snapshot snapshot;

    Flags(ModeRows rows, Playbooks playbooks) {
        super("flags", Duration.ofMillis(500));
        this.rows = rows;
        this.playbooks = playbooks;
    }

    private record On(String journey, Mode mode, Scope scope) {}

    private record Snapshot(long stamp, long playbook, Catalog catalog, List<On> on) {}

    /**
     * A flag's answer.
     *
     * @param reason {@code STATIC} where the context does not matter, {@code TARGETING_MATCH} where the scope chose
     * @param variant the mode's id, or {@code normal}
     */
    public record Value(String key, Object value, String reason, String variant) {}

    /** Who asks, as far as it chooses by scope; null for what he did not tell. */
    public record Context(
            @Nullable String region,
            @Nullable String channel,
            @Nullable String segment) {
        boolean within(Scope scope) {
            return fits(scope.regions(), region) && fits(scope.channels(), channel) && fits(scope.segments(), segment);
        }

        // Who does not say where he is is not told of what holds in one place only.
        private static boolean fits(List<String> limited, @Nullable String mine) {
            return limited.isEmpty() || (mine != null && limited.contains(mine));
        }
    }

    @Override
    protected boolean work() {
        Snapshot before = snapshot;
        long stamp = rows.stampOf(World.LIVE);
        long playbook = playbooks.inForce(World.LIVE);
        if (before == null || before.stamp() != stamp || before.playbook() != playbook) {
            snapshot = read(stamp, playbook);
        }
        return false;
    }

    private Snapshot read(long stamp, long playbook) {
        Catalog catalog = playbooks.number(playbook).catalog();
        List<On> on = new ArrayList<>();
        for (SwitchRow row : rows.current(World.LIVE)) {
            if (ModeMoves.isOn(row.state())) {
                catalog.mode(row.journey(), row.mode()).ifPresent(m -> on.add(new On(row.journey(), m, row.scope())));
            }
        }
        return new Snapshot(stamp, playbook, catalog, List.copyOf(on));
    }

    private Snapshot now() {
        Snapshot read = snapshot;
        if (read == null) {
            work();
            read = snapshot;
        }
        return java.util.Objects.requireNonNull(read);
    }

    /** One flag; empty where there is none of that key. */
    public Optional<Value> of(String key, Context context) {
        Snapshot s = now();
        String[] parts = key.split("\\.", 3);
        Optional<Journey> journey =
                parts.length < 2 ? Optional.empty() : s.catalog().journey(parts[1]);
        if (journey.isEmpty()) {
            return Optional.empty();
        }
        Optional<On> on = s.on().stream()
                .filter(o -> o.journey().equals(parts[1]) && context.within(o.scope()))
                .findFirst();
        String reason = on.filter(o -> !o.scope().equals(Scope.ALL)).isPresent() ? "TARGETING_MATCH" : "STATIC";
        String variant = on.map(o -> o.mode().id()).orElse(NORMAL);
        if (parts[0].equals("mode") && parts.length == 2) {
            return Optional.of(new Value(key, variant, reason, variant));
        }
        if (parts[0].equals("journey") && parts.length == 3) {
            Object value = on.map(o -> o.mode().features().get(parts[2])).orElse(null);
            return value == null ? Optional.empty() : Optional.of(new Value(key, value, reason, variant));
        }
        return Optional.empty();
    }

    /** All flags that have a value in this context: every journey's mode, and the features of the modes that are on. */
    public List<Value> all(Context context) {
        Snapshot s = now();
        Map<String, Value> all = new LinkedHashMap<>();
        for (Journey journey : s.catalog().journeys()) {
            of("mode." + journey.id(), context).ifPresent(v -> all.put(v.key(), v));
        }
        for (On on : s.on()) {
            for (String feature : on.mode().features().keySet()) {
                of("journey." + on.journey() + "." + feature, context).ifPresent(v -> all.put(v.key(), v));
            }
        }
        return List.copyOf(all.values());
    }
}
