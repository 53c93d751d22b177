package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.ChannelWatch;
import io.holdfast.delivery.OtherWay;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 'Tell the rest another way?' in the real diagram: asked once, asked again, taken back, and never left behind. */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailedChannelContract {
    private Companions flows;
    private long message;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        flows = new Companions(database());
    }

    @AfterAll
    void stop() {
        flows.close();
    }

    @BeforeEach
    void fair() {
        flows.ways.judged = null;
        flows.ways.reach = null;
        flows.ways.taken.clear();
        message++;
    }

    private void reach(long untold) {
        flows.ways.reach = new OtherWay.Reach(
                message,
                flows.clock.in(World.LIVE).minus(Duration.ofMinutes(6)),
                6_200,
                untold,
                310,
                Map.of(Channel.EMAIL, 2_800L));
    }

    private void judged(Verdict verdict) {
        flows.ways.judged = new ChannelWatch.Judgement(verdict, flows.clock.in(World.LIVE));
        for (Worker worker : flows.workers()) {
            worker.wake();
        }
    }

    private String asked() {
        String key = flows.open("sign-in");
        reach(3_900);
        judged(Verdict.BAD);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            flows.settle();
            return card(key).isPresent();
        });
        return key;
    }

    private Optional<Task> card(String key) {
        return flows.bean(Tasks.class).open(key).stream()
                .filter(t -> t.key().equals("tellByNextChannel"))
                .findFirst();
    }

    private void answer(String key, String verdict) {
        flows.bean(Tasks.class).complete(card(key).orElseThrow().id(), Map.of("verdict", verdict), Companions.DANA);
        flows.settle();
    }

    private void awaitGone(String key) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            flows.settle();
            return card(key).isEmpty();
        });
    }

    private void over(String key) {
        flows.change(key, i -> {
            i.end(Ending.CANCELLED, new Actor.Self("test"), "a test");
            i.wake("wind-down", null);
        });
    }

    @Test
    void theCardSaysWhoKnowsAndDoingItTakesTheMessageOnce() {
        String key = asked();
        assertThat(card(key).orElseThrow().about())
                .contains("6,200 know, 3,900 do not, 310 unclear. By e-mail 2,800 of the 3,900 can be reached.");
        // A wake-up that comes twice asks nobody twice.
        String ref = card(key).orElseThrow().ref();
        flows.change(key, i -> i.wake("channel-failed", ref));
        assertThat(flows.tasks(key)).containsOnlyOnce("tellByNextChannel");
        answer(key, "do-it");
        assertThat(flows.ways.taken).containsExactly(message);
        assertThat(card(key)).isEmpty();
        over(key);
        assertThat(flows.left(key)).isZero();
    }

    @Test
    void whoWaitsOrSaysNothingIsAskedAgainAtTheSameMoment() {
        String key = asked();
        String first = card(key).orElseThrow().id();
        flows.advance(Duration.ofMinutes(10));
        answer(key, "wait");
        flows.advance(Duration.ofMinutes(4));
        assertThat(card(key)).isEmpty();
        flows.advance(Duration.ofMinutes(2));
        assertThat(card(key)).isPresent();
        String second = card(key).orElseThrow().id();
        flows.advance(Duration.ofMinutes(16));
        assertThat(card(key).orElseThrow().id()).isNotIn(first, second);
        assertThat(flows.ways.taken).isEmpty();
        over(key);
        assertThat(flows.left(key)).isZero();
    }

    @Test
    void theQuestionIsTakenBackWhereTheChannelIsWell() {
        String key = asked();
        judged(Verdict.GOOD);
        awaitGone(key);
        assertThat(flows.chain.kinds(key)).contains("update.channel-well");
        over(key);
        assertThat(flows.left(key)).isZero();
    }

    @Test
    void windingDownLeavesNothingOfAnOpenQuestionNorOfOneThatWaits() {
        String open = asked();
        over(open);
        assertThat(flows.left(open)).isZero();
        message++;
        String waiting = asked();
        answer(waiting, "wait");
        over(waiting);
        assertThat(flows.left(waiting)).isZero();
    }
}
