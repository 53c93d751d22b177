package io.holdfast.resolve;

import io.holdfast.catalog.ModeAction;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step as its row holds it.
 *
 * @param state {@code waiting}, {@code sending}, {@code asked} (a person has it), {@code done}, {@code failed} (not in effect), {@code
 *     unknown} (it may be in effect), {@code left} (never begun)
 * @param doubtful whether an attempt before may have taken effect
 */
record ActionRow(
        String id,
        World world,
        String switchId,
        @Nullable String incident,
        int place,
        boolean undo,
        int ordinal,
        ModeAction action,
        int step,
        String key,
        String state,
        boolean doubtful,
        int attempt,
        Instant notBefore,
        @Nullable Instant leaseUntil,
        @Nullable String outcome,
        @Nullable Instant settledAt) {

    boolean open() {
        return state.equals("waiting") || state.equals("sending") || state.equals("asked");
    }

    boolean lost() {
        return state.equals("failed") || state.equals("unknown");
    }

    /** Whether it may have left something to put back. */
    boolean mayBeInEffect() {
        return state.equals("done")
                || state.equals("unknown")
                || state.equals("sending")
                || state.equals("asked")
                || doubtful;
    }

    /** What the other end is told. */
    Map<String, Object> send() {
        return switch (action.kind()) {
            case "webhook" -> undo ? action.back().send() : action.send();
            case "weights" ->
                step < 0 ? action.back().share() : action.weights().get(step).share();
            case "flag" -> action.flags();
            default -> Map.of();
        };
    }

    /** How long these shares hold before the next step. */
    java.time.@Nullable Duration hold() {
        return step >= 0 && action.kind().equals("weights")
                ? action.weights().get(step).hold()
                : null;
    }

    /** {@code Webhook to the IVR}, and of a step its shares. */
    String name() {
        return action.kind().equals("weights") ? action.name() + " " + shares() : action.name();
    }

    private String shares() {
        StringBuilder text = new StringBuilder();
        new java.util.TreeMap<>(send())
                .forEach((path, share) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(path)
                        .append(' ')
                        .append(share));
        return text.toString();
    }
}
