package io.holdfast.tasks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is asked to do.
 *
 * @param id the engine's id of this very task
 * @param key the element's id in its diagram, {@code takeCommand}
 * @param name {@code Take command}
 * @param ref the row that it speaks of: a role, a mode switch, a message; null where it speaks of the incident as a whole
 * @param assignee username; null while nobody has claimed it
 * @param groups who may do it
 * @param about one or two sentences: what is asked, and why
 * @param dueAt null where it is not due
 * @param onDue what happens then if nobody acts; null where nothing does
 * @param approves whether something is approved by it
 */
public record Task(
        String id,
        String key,
        String name,
        String incident,
        @Nullable String ref,
        @Nullable String assignee,
        List<String> groups,
        String about,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable String onDue,
        boolean approves,
        List<Field> fields) {}
