package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.guard.AgentLevels;
import io.holdfast.incident.Scope;
import io.holdfast.resolve.Flags.Context;
import io.holdfast.resolve.Flags.Value;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that flags are answered from, as it was at one moment.
 *
 * @param version the same as long as nothing has changed, on every node
 * @param values weights and shares by key
 * @param automation whether the kill switch lets anything act
 * @param until when the first of the agents' levels runs out; null where none does
 */
record FlagSnapshot(
        String version,
        Catalog catalog,
        List<On> on,
        Map<String, Map<String, Integer>> values,
        List<AgentLevels.Level> levels,
        boolean automation,
        @Nullable Instant until) {
    private static final String NORMAL = "normal";
    private static final String STATIC = "STATIC";
    private static final String TARGETED = "TARGETING_MATCH";
    private static final String SPLIT = "SPLIT";

    /**
     * A mode that is on.
     *
     * @param percent the share of customers for whom it counts
     */
    record On(String journey, Mode mode, Scope scope, int percent) {
        boolean limited() {
            return !scope.equals(Scope.ALL);
        }

        // Who does not say who he is is not told of what holds for some only.
        boolean counts(Context context) {
            String key = context.targetingKey();
            return context.within(scope)
                    && (percent >= 100
                            || (key != null && Shares.within(percent, SetFlags.shareKey(journey, mode.id()), key)));
        }
    }

    Optional<Value> of(String key, Context context) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0]) {
            case "mode" -> parts.length == 2 ? mode(key, parts[1], context) : Optional.empty();
            case "journey" -> parts.length == 3 ? feature(key, parts[1], parts[2], context) : Optional.empty();
            case "automation" -> parts.length == 2 ? agent(key, parts[1], context) : Optional.empty();
            case "path" -> path(key, parts[1], parts.length == 3 ? parts[2] : "", context);
            default -> Optional.empty();
        };
    }

    private Optional<Value> mode(String key, String journey, Context context) {
        if (catalog.journey(journey).isEmpty()) {
            return Optional.empty();
        }
        List<On> mine = mine(journey, context);
        String variant = mine.isEmpty() ? NORMAL : mine.get(0).mode().id();
        return Optional.of(new Value(key, variant, reason(journey), variant));
    }

    private Optional<Value> feature(String key, String journey, String feature, Context context) {
        for (On each : mine(journey, context)) {
            Object value = each.mode().features().get(feature);
            if (value != null) {
                return Optional.of(
                        new Value(key, value, reason(journey), each.mode().id()));
            }
        }
        return Optional.empty();
    }

    /** What was switched for fewer was switched with them in mind. */
    private List<On> mine(String journey, Context context) {
        return on.stream()
                .filter(o -> o.journey().equals(journey) && o.counts(context))
                .sorted(Comparator.comparing(On::limited).reversed())
                .toList();
    }

    private String reason(String journey) {
        List<On> all = on.stream().filter(o -> o.journey().equals(journey)).toList();
        return all.stream().anyMatch(o -> o.percent() < 100)
                ? SPLIT
                : all.stream().anyMatch(On::limited) ? TARGETED : STATIC;
    }

    private Optional<Value> agent(String key, String id, Context context) {
        return catalog.agent(id).map(agent -> {
            String level = AgentLevels.now(agent, automation, levels, l -> holds(l, context));
            boolean chosen =
                    automation && levels.stream().anyMatch(l -> l.agent().equals(id) && l.incident() != null);
            return new Value(key, level, chosen ? TARGETED : STATIC, level);
        });
    }

    // The careful way round: a limit holds for whoever does not say that he is elsewhere.
    private static boolean holds(AgentLevels.Level level, Context context) {
        return within(level.journeys(), context.journey())
                && within(level.scope().regions(), context.region())
                && within(level.scope().channels(), context.channel())
                && within(level.scope().segments(), context.segment());
    }

    private static boolean within(List<String> limited, @Nullable String mine) {
        return limited.isEmpty() || mine == null || limited.contains(mine);
    }

    private Optional<Value> path(String key, String group, String what, Context context) {
        Map<String, Integer> weights = values.get(SetFlags.pathKey(group));
        if (weights == null) {
            return Optional.empty();
        }
        if (what.isEmpty()) {
            return Optional.of(new Value(key, weights, STATIC, "weights"));
        }
        if (!what.equals("choice")) {
            return Optional.empty();
        }
        if (context.targetingKey() == null) {
            return Optional.of(
                    Value.failed(key, "TARGETING_KEY_MISSING", "Say by 'targetingKey' who is sent that way"));
        }
        String chosen = Shares.choose(weights, SetFlags.pathKey(group), context.targetingKey());
        return Optional.of(new Value(key, chosen, SPLIT, chosen));
    }

    /** All flags that have a value in this context. */
    List<Value> all(Context context) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (Journey journey : catalog.journeys()) {
            add("mode." + journey.id(), context, all);
        }
        for (On each : on) {
            each.mode().features().keySet().forEach(f -> add("journey." + each.journey() + "." + f, context, all));
        }
        catalog.agents().forEach(agent -> add("automation." + agent.id(), context, all));
        for (String key : values.keySet()) {
            if (key.startsWith("path.")) {
                add(key, context, all);
                if (context.targetingKey() != null) {
                    add(key + ".choice", context, all);
                }
            }
        }
        return List.copyOf(all.values());
    }

    private void add(String key, Context context, Map<String, Value> all) {
        of(key, context).ifPresent(value -> all.put(key, value));
    }
}
