package io.holdfast.playbook;

import org.jspecify.annotations.Nullable;

/**
 * One file of a change.
 *
 * @param path {@code processes/decisions/fallback-rules.dmn}
 * @param content all of its new text; null where the file is taken away
 */
public record FileChange(String path, @Nullable String content) {}
