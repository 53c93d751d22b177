package io.holdfast.tasks;

import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine knows until when it asked, and the answers when and by whom it was answered, by the incident's own clock. */
@Component
class EngineTaskTimes implements TaskTimes {
    private final HistoryService history;
    private final JdbcClient db;

    EngineTaskTimes(HistoryService history, JdbcClient db) {
        this.history = history;
        this.db = db;
    }

    private record Said(Instant at, String by) {}

    @Override
    public List<Timed> of(String incident) {
        Map<String, Said> answers = new HashMap<>();
        db.sql("SELECT task_id, answered_at, by_name FROM answer WHERE incident_key = :incident")
                .param("incident", incident)
                .query(row -> {
                    answers.put(
                            row.getString("task_id"),
                            new Said(SqlTime.get(row, "answered_at"), row.getString("by_name")));
                });
        return history.createHistoricTaskInstanceQuery().processInstanceBusinessKey(incident).list().stream()
                .filter(task -> task.getDueDate() != null)
                .map(task -> {
                    Said said = answers.get(task.getId());
                    return new Timed(
                            task.getTaskDefinitionKey(),
                            String.valueOf(task.getName()),
                            task.getDueDate().toInstant(),
                            said == null ? null : said.at(),
                            said == null ? null : said.by(),
                            task.getEndTime() == null ? null : task.getEndTime().toInstant());
                })
                .sorted(Comparator.comparing(Timed::due))
                .toList();
    }
}
