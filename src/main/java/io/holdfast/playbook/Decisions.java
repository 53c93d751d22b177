package io.holdfast.playbook;

import java.util.Map;

/** The one place that evaluates decision tables. Each table is compiled once per content. */
public interface Decisions {

    /**
     * Evaluates a table; pure, nothing is recorded.
     *
     * @param playbook the playbook's number
     * @param table the file's name without ending, {@code severity}
     * @param facts the documented vocabulary of that table: String, Long, Double, Boolean, {@link java.time.Duration}, {@link
     *     java.time.ZonedDateTime}, lists and maps of these; a fact that is not known is null, not absent
     */
    Decision evaluate(long playbook, String table, Map<String, ?> facts);

    /**
     * Asks a table again what was asked before; pure, nothing is recorded. A fact of today's vocabulary that was not known then is null.
     *
     * @param recorded the facts as the record holds them, canonical JSON
     * @param instead facts that would have been different
     */
    Decision again(long playbook, String table, String recorded, Map<String, ?> instead);

    /**
     * Evaluates a table and records table, version, facts, outputs and rules in the incident's chain, with the current
     * transaction.
     *
     * @param world the incident's world
     * @param incident the incident's key
     */
    Decision decide(io.holdfast.time.World world, String incident, long playbook, String table, Map<String, ?> facts);

    /**
     * The same under an id that the caller gives, since he has more to say of this decision.
     *
     * @param id as {@link io.holdfast.time.Ids#id()} makes it
     */
    Decision decide(
            io.holdfast.time.World world,
            String incident,
            long playbook,
            String table,
            Map<String, ?> facts,
            String id);
}
