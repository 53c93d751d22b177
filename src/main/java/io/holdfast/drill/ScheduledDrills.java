package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.engine.Worker;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;

/** Runs drills that have a schedule. The machine's clock counts: a moved world is no reason to drill. */
@Component
class ScheduledDrills extends Worker {
    /** What was missed by more than this, since nothing ran, waits for its next day. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Playbooks playbooks;
    private final StartedDrills drills;
    private final Times times;

    ScheduledDrills(Playbooks playbooks, StartedDrills drills, Times times) {
        super("scheduled-drills", Duration.ofSeconds(20));
        this.playbooks = playbooks;
        this.drills = drills;
        this.times = times;
    }

    @Override
    protected boolean work() {
        Playbook playbook;
        try {
            playbook = playbooks.current(World.LIVE);
        } catch (NoSuchElementException none) {
            return false; // until a first playbook is in force
        }
        Instant now = times.real();
        playbook.scenarios().forEach((id, scenario) -> {
            Scenario.Schedule schedule = scenario.schedule();
            if (schedule != null && isDue(schedule, playbook.catalog().zone(), now)) {
                drills.startDue(id, at(schedule, playbook.catalog().zone(), now));
            }
        });
        return false;
    }

    static boolean isDue(Scenario.Schedule schedule, ZoneId zone, Instant now) {
        Instant at = at(schedule, zone, now);
        return Scenario.isOne(schedule.days(), now.atZone(zone).getDayOfWeek())
                && !now.isBefore(at)
                && now.isBefore(at.plus(LATE));
    }

    /** Its moment of this day. */
    private static Instant at(Scenario.Schedule schedule, ZoneId zone, Instant now) {
        ZonedDateTime there = now.atZone(zone);
        return there.toLocalDate()
                .atTime(LocalTime.parse(schedule.at()))
                .atZone(zone)
                .toInstant();
    }
}
