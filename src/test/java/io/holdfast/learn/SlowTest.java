package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.evidence.Timeline;
import io.holdfast.tasks.TaskTimes.Timed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static Instant at(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static Timed task(String key, long due, @Nullable Long answered, @Nullable Long over) {
        return new Timed(
                key,
                key,
                at(due),
                answered == null ? null : at(answered),
                answered == null ? null : "dana",
                over == null ? null : at(over));
    }

    @Test
    void aTaskIsSlowWhereItWasAnsweredAfterItWasDueOrByNobody() {
        List<Timed> tasks = List.of(
                task("takeCommand", 5, null, 5L),
                task("takeCommand", 10, null, 10L),
                task("takeCommand", 15, 27L, 27L),
                task("approveUpdate", 20, 21L, 21L),
                task("approveMode", 30, null, 22L),
                task("mitigate", 40, null, 41L));
        assertThat(Slow.tasks(tasks, true))
                .extracting(Slow::what, Slow::name, Slow::minutes, Slow::times)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("late", "takeCommand", 12L, 1L),
                        org.assertj.core.groups.Tuple.tuple("rungs", "takeCommand", 0L, 2L),
                        org.assertj.core.groups.Tuple.tuple("unanswered", "mitigate", 0L, 1L));
        assertThat(Slow.tasks(tasks, false)).extracting(Slow::what).containsExactly("late");
        assertThat(Slow.takenInTime(tasks, true)).isFalse();
        assertThat(Slow.takenInTime(List.of(task("takeCommand", 5, 4L, 4L), task("mitigate", 1, 9L, 9L)), true))
                .isTrue();
    }

    @Test
    void aFirstWordIsSlowWhereItTookLongerThanTheCadence() {
        Duration every = Duration.ofMinutes(20);
        assertThat(Slow.firstWord("customers", NOON, at(21), every)).isEmpty();
        assertThat(Slow.firstWord("customers", NOON, at(25), every))
                .singleElement()
                .returns(25L, Slow::minutes)
                .returns(20L, Slow::limit);
        assertThat(Slow.firstWord("customers", NOON, null, every)).isEmpty();
        assertThat(Slow.firstWord("customers", NOON, at(25), null)).isEmpty();
    }

    @Test
    void aPromisedWordIsSlowWhereItCameLaterOrNotAtAll() {
        List<Timeline.Line> words = List.of(word(0, at(10)), word(9, at(20)), word(26, at(40)));
        assertThat(Slow.promises(words, at(60)))
                .extracting(Slow::due, Slow::at, Slow::minutes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(at(20), at(26), 6L),
                        org.assertj.core.groups.Tuple.tuple(at(40), null, 20L));
        assertThat(Slow.promises(words, at(30))).as("it ended before").hasSize(1);
    }

    private static Timeline.Line word(long minutes, Instant next) {
        return new Timeline.Line(
                1, at(minutes), "update.published", "", "", true, Map.of("next", next.toString()), null);
    }
}
