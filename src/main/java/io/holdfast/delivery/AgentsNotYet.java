package io.holdfast.delivery;

/**
 * Agents before customers, as SQL over a message {@code m} that waits for guidance: whether the agents of its incident have not read yet
 * what holds now. Not only that one message counts: what replaced it meanwhile, its fellows to other queues, and what is about to be
 * written since the facts have changed.
 */
final class AgentsNotYet {

    private AgentsNotYet() {}

    /** @param open states of a delivery that has not left, as an SQL list */
    static String sql(String open) {
        return """
                EXISTS (SELECT 1 FROM message b
                         WHERE b.incident_key = m.incident_key AND b.kind = 'GUIDANCE' AND b.state = 'sending'
                           AND (EXISTS (SELECT 1 FROM message_expansion x WHERE x.message_id = b.id)
                             OR EXISTS (SELECT 1 FROM delivery e WHERE e.message_id = b.id AND e.state IN (%s))))
                 OR EXISTS (SELECT 1 FROM nudge n WHERE n.incident_key = m.incident_key AND n.kind = 'facts-changed')
                """.formatted(open);
    }
}
