package io.holdfast.learn;

import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.evidence.Actor;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drills that are over at once and come true, whatever the playbook. */
final class PassedDrills implements Drills {
    private static final Instant THEN = Instant.parse("2026-03-10T10:00:00Z");

    final List<String> rehearsed = new ArrayList<>();
    final List<Long> forgotten = new ArrayList<>();
    private final JdbcClient db;

    PassedDrills(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Drill rehearse(String scenario, long playbook) {
        rehearsed.add(scenario + " on " + playbook);
        int number = rehearsed.size();
        db.sql("""
                INSERT INTO drill (number, kind, scenario, name, world, playbook, state, stage, real_time, by_name, begins_at, clock_at,
                  fed, steps, lease_until, started_at)
                VALUES (:number, 'sandbox', :scenario, '', :world, :playbook, 'passed', 'over', FALSE, 'replay', :at, :at, 0, 0, :at, :at)
                """)
                .param("number", number)
                .param("scenario", scenario)
                .param("world", World.drill(number).id())
                .param("playbook", playbook)
                .param("at", SqlTime.of(THEN))
                .update();
        return drill(number);
    }

    private Drill drill(int number) {
        String[] what = rehearsed.get(number - 1).split(" on ", 2);
        return new Drill(
                "DRILL-" + number,
                "sandbox",
                what[0],
                what[0],
                World.drill(number),
                Long.parseLong(what[1]),
                Drill.State.PASSED,
                THEN,
                THEN,
                List.of(),
                List.of(new Drill.Expected("It comes true", "passed", null, THEN)),
                null,
                "replay",
                THEN,
                THEN,
                "over",
                null,
                null);
    }

    @Override
    public Optional<Drill> find(String id) {
        return Optional.of(drill(Integer.parseInt(id.substring("DRILL-".length()))));
    }

    @Override
    public void forget(long playbook, String why) {
        forgotten.add(playbook);
    }

    @Override
    public Optional<Drill> last(String scenario, long playbook) {
        return Optional.empty();
    }

    @Override
    public Drill start(String scenario, boolean realTime, Actor by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Drill tabletop(String scenario, Actor by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Drill> list(@Nullable Long before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Drill decide(String id, boolean yes, String why, Actor by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Drill stop(String id, String why, Actor by) {
        throw new UnsupportedOperationException();
    }
}
