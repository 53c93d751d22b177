package io.holdfast.learn;

import io.holdfast.drill.Drill;
import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a drill went, whether or not anybody expected it: severity, owner, modes and when what happened and was said, in whole minutes of the
 * drill's clock.
 */
@Component
class DrillCourses {
    private static final Map<String, String> SAID =
            Map.of("PAGE", "Pages and calls for tasks", "UPDATE", "Words to customers", "GUIDANCE", "Words to agents");

    private final JdbcClient db;

    DrillCourses(JdbcClient db) {
        this.db = db;
    }

    /** What is compared of this drill, line by line: what it is about, and what came of it. */
    Map<String, String> of(Drill drill) {
        Map<String, String> course = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        db.sql("SELECT * FROM incident WHERE world = :world ORDER BY number")
                .param("world", drill.world().id())
                .query(row -> {
                    String name = names.isEmpty() ? "" : "Incident " + (names.size() + 1) + ": ";
                    names.put(row.getString("incident_key"), name);
                    course.put(name + "Severity", String.valueOf(row.getString("severity")));
                    course.put(name + "Owner", String.valueOf(row.getString("owner_team")));
                    for (Map.Entry<String, String> moment : PastRows.MOMENTS.entrySet()) {
                        Instant at = SqlTime.orNull(row, moment.getKey());
                        course.put(
                                name + moment.getValue(), at == null ? "never" : "at +" + minutes(drill, at) + " min");
                    }
                });
        db.sql("SELECT incident_key, journey, mode, state FROM mode_switch WHERE world = :world ORDER BY id")
                .param("world", drill.world().id())
                .query(row -> {
                    course.put(
                            names.getOrDefault(row.getString("incident_key"), "") + "Mode " + row.getString("journey")
                                    + "/" + row.getString("mode"),
                            row.getString("state"));
                });
        said(drill)
                .forEach((what, at) -> course.put(
                        what,
                        at.size() + ": at "
                                + at.stream().map(m -> "+" + m).distinct().collect(Collectors.joining(", ")) + " min"));
        return course;
    }

    private Map<String, List<Long>> said(Drill drill) {
        Map<String, List<Long>> said = new TreeMap<>();
        db.sql("SELECT kind, created_at FROM message WHERE world = :world ORDER BY id")
                .param("world", drill.world().id())
                .query(row -> {
                    String what = SAID.get(row.getString("kind"));
                    if (what != null) {
                        said.computeIfAbsent(what, w -> new ArrayList<>())
                                .add(minutes(drill, SqlTime.get(row, "created_at")));
                    }
                });
        return said;
    }

    private static long minutes(Drill drill, Instant at) {
        return Duration.between(drill.begins(), at).plusSeconds(30).toMinutes();
    }
}
