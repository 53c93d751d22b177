package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.incident.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever statement of an act fails, rows and engine agree: the act has happened wholly or not at all, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultsContract {
    private Faults faults;
    private ConfigurableApplicationContext holdfast;
    private Rows rows;
    private final List<Integer> writes = new ArrayList<>();
    private List<String> undisturbed;

    /** Of the domain's statements each so manieth fails. */
    abstract int everyDomain();

    abstract int everyEngine();

    abstract String[] database();

    @BeforeAll
    void start() {
        faults = new Faults(everyDomain(), everyEngine());
        holdfast = StillHoldfast.start(faults, database());
        rows = new Rows(holdfast.getBean(JdbcTemplate.class));
        Course course = new Course(holdfast, (name, act) -> {
            faults.arm(Faults.Kind.GONE, Integer.MAX_VALUE);
            act.run();
            writes.add(faults.disarm());
        });
        course.run("undisturbed");
        assertThat(course.incident().phase()).isEqualTo(Phase.CLOSED);
        undisturbed = course.story();
    }

    @AfterAll
    void stop() {
        holdfast.close();
        ClockUtil.reset();
    }

    @Test
    void anActThatFailsAtAnyStatementLeavesNoTraceAndSucceedsOnceWhenItIsDoneAgain() {
        int[] points = {0};
        Course course = new Course(holdfast, (name, act) -> {
            Map<String, Map<String, Integer>> before = rows.now();
            for (int next = 1; ; next = faults.at() + 1) {
                faults.arm(Faults.Kind.GONE, next);
                attempt(act);
                faults.disarm();
                if (faults.fired() == null) {
                    return;
                }
                points[0]++;
                assertThat(Rows.changes(before, rows.now()))
                        .as("%s failed at %s", name, faults.fired())
                        .isEmpty();
            }
        });
        course.run("swept");
        System.out.println("points " + points[0]);
        sameStory(course);
    }

    @Test
    void anActWhoseCommitWasNotAnsweredHasHappenedAndDoneAgainItChangesNothing() {
        Course course = new Course(holdfast, (name, act) -> {
            faults.arm(Faults.Kind.ANSWER_LOST, 1);
            attempt(act);
            faults.disarm();
            assertThat(faults.fired()).as(name).isNotNull();
            Map<String, Map<String, Integer>> done = rows.now();
            attempt(act);
            // What a sender says twice is counted.
            assertThat(Rows.changes(done, rows.now()))
                    .as("%s, done again", name)
                    .allMatch(change -> change.matches(". signal(_key)?: .*") && name.equals("store a signal"));
        });
        course.run("unanswered");
        sameStory(course);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 25, 50, 75, 95})
    void anActThatLosesARaceIsRepeatedWholeOrLeavesNoTrace(int percent) {
        int[] acts = {0};
        Course course = new Course(holdfast, (name, act) -> {
            Map<String, Map<String, Integer>> before = rows.now();
            faults.arm(Faults.Kind.RACE, Math.max(1, writes.get(acts[0]++) * percent / 100));
            boolean failed = !attempt(act).isEmpty() || name.startsWith("nudge");
            faults.disarm();
            // Now and then an act writes less than it did the first time.
            if (faults.fired() != null && failed) {
                assertThat(Rows.changes(before, rows.now()))
                        .as("%s lost a race at %s", name, faults.fired())
                        .isEmpty();
                act.run();
            }
        });
        course.run("raced at " + percent);
        sameStory(course);
    }

    private void sameStory(Course course) {
        assertThat(course.incident().phase()).isEqualTo(Phase.CLOSED);
        List<String> more = new ArrayList<>(course.story());
        undisturbed.forEach(more::remove);
        List<String> less = new ArrayList<>(undisturbed);
        course.story().forEach(less::remove);
        assertThat(more).as("what happened too much").isEmpty();
        assertThat(less).as("what did not happen").isEmpty();
    }

    private static List<RuntimeException> attempt(Runnable act) {
        List<RuntimeException> thrown = new ArrayList<>();
        try {
            act.run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
        return thrown;
    }
}
