package io.holdfast.drill;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Close the world: nothing of it waits or runs any more; what happened stays to be read. */
@Component("closeWorld")
class CloseWorld implements JavaDelegate {
    private final JdbcClient db;
    private final DrillRows rows;
    private final ObjectProvider<RuntimeService> runtime;

    CloseWorld(JdbcClient db, DrillRows rows, ObjectProvider<RuntimeService> runtime) {
        this.db = db;
        this.rows = rows;
        this.runtime = runtime;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DrillRow drill = StartedDrills.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        if (drill.live()) {
            return; // everybody's world stays open
        }
        String world = drill.world().id();
        List<String> left =
                db.sql("""
                SELECT p.ID_ FROM ACT_RU_EXECUTION p JOIN incident i ON i.incident_key = p.BUSINESS_KEY_
                 WHERE i.world = :world AND p.PARENT_ID_ IS NULL AND p.SUPER_EXEC_ IS NULL
                """).param("world", world).query(String.class).list();
        for (String process : left) {
            runtime.getObject().deleteProcessInstance(process, drill.id() + " is over", true, true);
        }
        db.sql("DELETE FROM nudge WHERE world = :world").param("world", world).update();
        db.sql("DELETE FROM signal_pending WHERE world = :world")
                .param("world", world)
                .update();
        db.sql("UPDATE message SET state = 'withdrawn' WHERE world = :world AND state IN ('sending', 'paused')")
                .param("world", world)
                .update();
        db.sql("DELETE FROM message_expansion WHERE message_id IN (SELECT id FROM message WHERE world = :world)")
                .param("world", world)
                .update();
    }
}
