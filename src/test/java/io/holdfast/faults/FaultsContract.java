package io.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.incident.Phase;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever statement of an act fails, rows and engine agree: the act has happened wholly or not at all, and once.
 * Here every few statements fail; {@code -Dfaults.every=1} lets each of them fail, which takes some two minutes more. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultsContract {
    private Faults faults;
    private SlackStandIn slack;
    private ConfigurableApplicationContext holdfast;
    private Rows rows;
    private final List<Integer> writes = new ArrayList<>();
    private List<String> undisturbed;

    /** Of the domain's statements each so manieth fails. */
    abstract int everyDomain();

    abstract int everyEngine();

    abstract int leastPoints();

    abstract String[] database();

    @BeforeAll
    void start() {
        faults = new Faults(everyDomain(), everyEngine());
        slack = new SlackStandIn(0, "xoxb-test", "slack-secret", true, new SettableClock(false));
        holdfast = StillHoldfast.start(
                faults,
                Stream.concat(
                                Stream.of(database()),
                                Stream.of(
                                        "holdfast.slack.api-url=" + slack.apiUrl(),
                                        "holdfast.slack.bot-token=xoxb-test",
                                        "holdfast.slack.signing-secret=slack-secret"))
                        .toArray(String[]::new));
        rows = new Rows(holdfast.getBean(JdbcTemplate.class));
        Course course = new Course(holdfast, slack, (name, act) -> {
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
        slack.close();
        ClockUtil.reset();
    }

    // First, while there are few rows to compare.
    @Test
    @Order(1)
    void anActThatFailsAtAnyStatementLeavesNoTraceAndSucceedsOnceWhenItIsDoneAgain() {
        int[] points = {0};
        Course course = new Course(holdfast, slack, (name, act) -> {
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
        run(course, "swept");
        // So that a harness that fails nowhere is not taken for a system that never fails.
        assertThat(points[0]).isGreaterThan(leastPoints());
    }

    @Test
    void anActWhoseCommitWasNotAnsweredHasHappenedAndDoneAgainItChangesNothing() {
        Course course = new Course(holdfast, slack, (name, act) -> {
            faults.arm(Faults.Kind.ANSWER_LOST, 1);
            attempt(act);
            faults.disarm();
            assertThat(faults.fired()).as(name).isNotNull();
            Map<String, Map<String, Integer>> done = rows.now();
            attempt(act);
            // What a sender says twice is counted.
            assertThat(Rows.changes(done, rows.now()))
                    .as("%s, done again", name)
                    .allMatch(change -> change.matches(". signal(_key)?: .*"));
        });
        run(course, "unanswered");
    }

    @ParameterizedTest
    @CsvSource({"RACE,1", "RACE,60", "UNHEARD_OF,30"})
    void anActThatFailsOnceIsRepeatedWholeOrLeavesNoTrace(Faults.Kind kind, int percent) {
        int[] acts = {0};
        Course course = new Course(holdfast, slack, (name, act) -> {
            Map<String, Map<String, Integer>> before = rows.now();
            faults.arm(kind, Math.max(1, writes.get(acts[0]++) * percent / 100));
            boolean failed = !attempt(act).isEmpty() || name.startsWith("nudge");
            faults.disarm();
            // Now and then an act writes less than it did the first time.
            if (faults.fired() != null && failed) {
                assertThat(Rows.changes(before, rows.now()))
                        .as("%s failed with %s at %s", name, kind, faults.fired())
                        .isEmpty();
                act.run();
            }
        });
        run(course, kind + " at " + percent);
    }

    @Test
    void aPressThatIsRefusedSaysWhy() {
        Course course = new Course(holdfast, slack, (name, act) -> act.run());
        course.begin("refused");
        try {
            assertThat(course.press("U01PRIYA0")).contains("commander").doesNotContain("did not work");
        } finally {
            course.cancel();
        }
    }

    private void run(Course course, String alert) {
        try {
            course.run(alert);
            sameStory(course);
        } catch (RuntimeException | AssertionError e) {
            faults.disarm();
            course.cancel();
            throw e;
        }
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
