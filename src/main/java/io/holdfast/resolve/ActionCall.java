package io.holdfast.resolve;

import io.holdfast.catalog.ModeAction;
import io.holdfast.time.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step to be done.
 *
 * @param key the idempotency key: the same for every attempt
 * @param incident null where the mode belongs to none
 * @param undo whether it puts back
 * @param action as it was agreed
 * @param send what the other end is told; empty where the kind sends nothing
 * @param attempt counted from 1
 */
public record ActionCall(
        World world,
        String key,
        String switchId,
        @Nullable String incident,
        String journey,
        String mode,
        boolean undo,
        ModeAction action,
        Map<String, Object> send,
        int attempt) {}
