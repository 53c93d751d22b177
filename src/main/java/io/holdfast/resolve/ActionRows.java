package io.holdfast.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.catalog.ModeAction;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps of modes as rows, and nothing more. */
@Component
class ActionRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final JdbcClient db;

    ActionRows(JdbcClient db) {
        this.db = db;
    }

    void insert(ActionRow row) {
        db.sql("""
                INSERT INTO mode_action (id, world, switch_id, incident_key, place, direction, ordinal, action, step, kind, name,
                                         what, idempotency_key, state, doubtful, attempt, not_before, outcome, settled_at)
                VALUES (:id, :world, :switch, :incident, :place, :direction, :ordinal, :action, :step, :kind, :name,
                        :what, :key, :state, FALSE, :attempt, :notBefore, :outcome, :settled)
                """)
                .param("id", row.id())
                .param("world", row.world().id())
                .param("switch", row.switchId())
                .param("incident", row.incident())
                .param("place", row.place())
                .param("direction", direction(row.undo()))
                .param("ordinal", row.ordinal())
                .param("action", row.action().id())
                .param("step", row.step())
                .param("kind", row.action().kind())
                .param("name", row.action().name())
                .param("what", text(row.action()))
                .param("key", row.key())
                .param("state", row.state())
                .param("attempt", row.attempt())
                .param("notBefore", SqlTime.of(row.notBefore()))
                .param("outcome", row.outcome())
                .param("settled", SqlTime.of(row.settledAt()))
                .update();
    }

    static String direction(boolean undo) {
        return undo ? "undo" : "on";
    }

    /** All of this switch, in the order in which they are done. */
    List<ActionRow> of(String switchId) {
        return db.sql("SELECT * FROM mode_action WHERE switch_id = :switch ORDER BY direction, ordinal")
                .param("switch", switchId)
                .query((r, i) -> map(r))
                .list();
    }

    /** Those of one direction. */
    List<ActionRow> of(String switchId, boolean undo) {
        return of(switchId).stream().filter(r -> r.undo() == undo).toList();
    }

    /** All steps of the incident's modes. */
    List<ActionRow> ofIncident(String incident) {
        return db.sql(
                        "SELECT * FROM mode_action WHERE incident_key = :incident ORDER BY place, switch_id, direction, ordinal")
                .param("incident", incident)
                .query((r, i) -> map(r))
                .list();
    }

    /** The switches of this world that have something to do, first protected first. */
    List<String> switches(World world) {
        return db.sql("""
                SELECT switch_id FROM mode_action WHERE world = :world AND state IN ('waiting', 'sending')
                 GROUP BY place, switch_id ORDER BY place, switch_id
                """).param("world", world.id()).query(String.class).list();
    }

    /** When the next step of this world may be done. */
    Optional<Instant> nextDue(World world) {
        return db.sql(
                        "SELECT not_before FROM mode_action WHERE world = :world AND state = 'waiting' ORDER BY not_before LIMIT 1")
                .param("world", world.id())
                .query((r, i) -> SqlTime.get(r, "not_before"))
                .optional();
    }

    /** Takes it for one attempt; false where somebody else was faster. The attempt is the fence. */
    boolean claim(ActionRow row, Instant leaseUntil) {
        return db.sql("""
                UPDATE mode_action SET state = 'sending', attempt = attempt + 1, lease_until = :lease, doubtful = :doubtful
                 WHERE id = :id AND attempt = :attempt AND state = :state
                """)
                        .param("lease", SqlTime.of(leaseUntil))
                        .param("doubtful", row.doubtful() || row.state().equals("sending"))
                        .param("id", row.id())
                        .param("attempt", row.attempt())
                        .param("state", row.state())
                        .update()
                == 1;
    }

    /** Ends an attempt; false where that attempt is no longer the one that counts. */
    boolean settle(
            ActionRow row,
            int attempt,
            String state,
            boolean doubtful,
            Instant notBefore,
            String outcome,
            @Nullable Instant settledAt) {
        return db.sql("""
                UPDATE mode_action SET state = :state, doubtful = :doubtful, not_before = :notBefore, lease_until = NULL,
                       outcome = :outcome, settled_at = :settled
                 WHERE id = :id AND attempt = :attempt AND state IN ('sending', 'asked', 'waiting')
                """)
                        .param("state", state)
                        .param("doubtful", doubtful)
                        .param("notBefore", SqlTime.of(notBefore))
                        .param("outcome", cut(outcome))
                        .param("settled", SqlTime.of(settledAt))
                        .param("id", row.id())
                        .param("attempt", attempt)
                        .update()
                == 1;
    }

    /** A person's hand: whatever its state was. */
    void end(ActionRow row, String state, String outcome, @Nullable Instant at) {
        db.sql("""
                UPDATE mode_action SET state = :state, outcome = :outcome, settled_at = :at, lease_until = NULL,
                       attempt = attempt + 1
                 WHERE id = :id
                """)
                .param("state", state)
                .param("outcome", cut(outcome))
                .param("at", SqlTime.of(at))
                .param("id", row.id())
                .update();
    }

    void notBefore(ActionRow row, Instant at) {
        db.sql("UPDATE mode_action SET not_before = :at WHERE id = :id")
                .param("at", SqlTime.of(at))
                .param("id", row.id())
                .update();
    }

    private static String cut(String outcome) {
        return outcome.length() > 1000 ? outcome.substring(0, 1000) : outcome;
    }

    private static String text(ModeAction action) {
        try {
            return JSON.writeValueAsString(action);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The action " + action.id() + " can't be written", e);
        }
    }

    private static ModeAction action(String text) {
        try {
            return JSON.readValue(text, ModeAction.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored action can't be read", e);
        }
    }

    private static ActionRow map(ResultSet r) throws SQLException {
        return new ActionRow(
                r.getString("id"),
                new World(r.getString("world")),
                r.getString("switch_id"),
                r.getString("incident_key"),
                r.getInt("place"),
                r.getString("direction").equals("undo"),
                r.getInt("ordinal"),
                action(r.getString("what")),
                r.getInt("step"),
                r.getString("idempotency_key"),
                r.getString("state"),
                r.getBoolean("doubtful"),
                r.getInt("attempt"),
                SqlTime.get(r, "not_before"),
                SqlTime.orNull(r, "lease_until"),
                r.getString("outcome"),
                SqlTime.orNull(r, "settled_at"));
    }
}
