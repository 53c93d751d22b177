package io.holdfast.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Drills over the whole application: its real processes, tables and templates in a world of their own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class DrillsContract {
    private static final Actor KAI = new Actor.Person("kai");

    @Autowired
    Drills drills;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient db;

    static void settings(DynamicPropertyRegistry registry) {
        registry.add("holdfast.playbook.location", () -> "src/test/resources/drilled-playbook");
        registry.add("holdfast.clock", () -> "settable");
    }

    private Drill run(String scenario) {
        String id = drills.start(scenario, false, KAI).id();
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> drills.find(id).orElseThrow(), d -> d.state() != Drill.State.RUNNING);
    }

    private List<String> told(Drill drill) {
        return drill.incidents().stream()
                .flatMap(key -> timeline.of(drill.world(), key, 0, 5_000).stream())
                .map(line -> line.at() + " " + line.kind() + " " + line.text())
                .map(line -> line.replace(drill.id(), "DRILL"))
                .toList();
    }

    /** What of the live world a drill could touch. */
    private Map<String, Long> live() {
        Map<String, Long> live = new LinkedHashMap<>();
        for (String rows : List.of(
                "message WHERE world = 'live'",
                "delivery d JOIN message m ON m.id = d.message_id WHERE m.world = 'live'",
                "incident WHERE world = 'live'",
                "signal WHERE world = 'live'",
                "indicator WHERE world = 'live'",
                "mode_switch WHERE world = 'live'",
                "guidance_block WHERE world = 'live'",
                "subscriber WHERE world = 'live'",
                "slack_channel",
                "stop",
                "bad_address",
                "clock WHERE ahead_millis > 0")) {
            live.put(
                    rows,
                    Objects.requireNonNull(db.sql("SELECT COUNT(*) FROM " + rows)
                            .query(Long.class)
                            .single()));
        }
        return live;
    }

    @Test
    void aScenarioRunsTheWholeLoopInAWorldOfItsOwnAndTheLiveOneIsAsBefore() {
        Map<String, Long> before = live();

        Drill drill = run("slow-records");

        assertThat(drill.expectations())
                .allSatisfy(e ->
                        assertThat(e.outcome()).as(e.text() + ": " + e.why()).isEqualTo("passed"));
        assertThat(drill.state()).isEqualTo(Drill.State.PASSED);
        assertThat(drill.clock()).isEqualTo(drill.begins().plus(Duration.ofMinutes(45)));
        assertThat(live()).isEqualTo(before);
        assertThat(db.sql("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ LIKE 'DRILL-%'")
                        .query(Long.class)
                        .single())
                .as("nothing of it runs on")
                .isZero();
    }

    @Test
    void twiceInARowItComesOutTheSameButForIds() {
        List<String> once = told(run("slow-records"));

        assertThat(once).hasSizeGreaterThan(40);
        assertThat(told(run("slow-records"))).isEqualTo(once);
    }

    @Test
    void whereNobodyDecidesItFailsAndSaysWhichExpectationAndWhy() {
        Drill drill = run("nobody-decides");

        assertThat(drill.state()).isEqualTo(Drill.State.FAILED);
        assertThat(drill.expectations())
                .extracting(Drill.Expected::text, Drill.Expected::outcome, Drill.Expected::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "The first suspect is Customer records, within 15 min",
                                "passed",
                                "the first suspect is crm"),
                        org.assertj.core.groups.Tuple.tuple(
                                "The mode “Work from the short record” is on, within 20 min",
                                "failed",
                                "By 20 min after the trouble began: it was proposed"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Staff have been told by sms, within 20 min",
                                "passed",
                                drill.expectations().get(2).why()),
                        org.assertj.core.groups.Tuple.tuple(
                                "It never comes to this: customers have been told",
                                "passed",
                                "no word was written for customers"));
    }
}
