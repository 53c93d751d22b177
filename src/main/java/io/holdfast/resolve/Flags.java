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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Fallback modes as feature flags, answered from memory: also while the database is away, and right within a second of a switch on
 * every node.
 */
@Component
public class Flags extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Flags.class);
    private static final String NORMAL = "normal";

    private final ModeRows rows;
    private final Playbooks playbooks;
    private volatile @Nullable Snapshot snapshot;
    private volatile boolean outdated;

    Flags(ModeRows rows, Playbooks playbooks) {
        super("flags", Duration.ofMillis(500));
        this.rows = rows;
        this.playbooks = playbooks;
    }

    private record On(String journey, Mode mode, Scope scope) {
        boolean limited() {
            return !scope.equals(Scope.ALL);
        }
    }

    private record Snapshot(long stamp, long playbook, Catalog catalog, List<On> on) {}

    /**
     * A flag's answer.
     *
     * @param reason {@code TARGETING_MATCH} where a mode of this journey is limited in scope, so that the context chooses; else {@code
     *     STATIC}
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

    /** A mode was switched here: the next answer says so, whoever asks. */
    void changed() {
        outdated = true;
        wake();
    }

    @Override
    protected boolean work() {
        refresh();
        return false;
    }

    private synchronized void refresh() {
        outdated = false;
        Snapshot before = snapshot;
        long stamp = rows.stampOf(World.LIVE);
        long playbook = playbooks.inForce(World.LIVE);
        if (before == null || before.stamp() != stamp || before.playbook() != playbook) {
            snapshot = read(stamp, playbook);
        }
    }

    private Snapshot read(long stamp, long playbook) {
        Catalog catalog = playbooks.number(playbook).catalog();
        List<On> on = new ArrayList<>();
        for (SwitchRow row : rows.current(World.LIVE)) {
            if (ModeMoves.isOn(row.state())) {
                catalog.mode(row.journey(), row.mode())
                        .map(m -> m.with(rows.flagsSet(row.id())))
                        .ifPresent(m -> on.add(new On(row.journey(), m, row.scope())));
            }
        }
        return new Snapshot(stamp, playbook, catalog, List.copyOf(on));
    }

    private Snapshot now() {
        Snapshot read = snapshot;
        if (read == null) {
            refresh();
        } else if (outdated) {
            try {
                refresh();
            } catch (DataAccessException | CannotCreateTransactionException e) {
                log.warn("The database does not answer; flags are told as they were last known", e);
            }
        }
        return Objects.requireNonNull(snapshot);
    }

    /** One flag; empty where there is none of that key. */
    public Optional<Value> of(String key, Context context) {
        return of(now(), key, context);
    }

    private static Optional<Value> of(Snapshot s, String key, Context context) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 2 || s.catalog().journey(parts[1]).isEmpty()) {
            return Optional.empty();
        }
        List<On> on = s.on().stream().filter(o -> o.journey().equals(parts[1])).toList();
        String reason = on.stream().anyMatch(On::limited) ? "TARGETING_MATCH" : "STATIC";
        // What was switched for fewer was switched with them in mind.
        List<On> mine = on.stream()
                .filter(o -> context.within(o.scope()))
                .sorted(Comparator.comparing(On::limited).reversed())
                .toList();
        if (parts[0].equals("mode") && parts.length == 2) {
            String variant = mine.isEmpty() ? NORMAL : mine.get(0).mode().id();
            return Optional.of(new Value(key, variant, reason, variant));
        }
        if (parts[0].equals("journey") && parts.length == 3) {
            for (On each : mine) {
                Object value = each.mode().features().get(parts[2]);
                if (value != null) {
                    return Optional.of(new Value(key, value, reason, each.mode().id()));
                }
            }
        }
        return Optional.empty();
    }

    /** All flags that have a value in this context: every journey's mode, and the features of the modes that are on. */
    public List<Value> all(Context context) {
        Snapshot s = now();
        Map<String, Value> all = new LinkedHashMap<>();
        for (Journey journey : s.catalog().journeys()) {
            of(s, "mode." + journey.id(), context).ifPresent(v -> all.put(v.key(), v));
        }
        for (On on : s.on()) {
            for (String feature : on.mode().features().keySet()) {
                of(s, "journey." + on.journey() + "." + feature, context).ifPresent(v -> all.put(v.key(), v));
            }
        }
        return List.copyOf(all.values());
    }
}
