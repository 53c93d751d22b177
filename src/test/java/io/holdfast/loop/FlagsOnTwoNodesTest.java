package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.zaxxer.hikari.HikariDataSource;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.holdfast.evidence.Actor;
import io.holdfast.resolve.FlagValues;
import io.holdfast.time.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** An official OpenFeature SDK with its OFREP provider, against two nodes: what is switched on one, the other says within a second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlagsOnTwoNodesTest {
    private static final Actor DANA = new Actor.Person("dana");
    private static final String ON = "{\"mode\":\"security-questions\",\"scope\":{\"regions\":[\"eu-west\"]},"
            + "\"because\":\"sign-ins fail\"}";
    private static final long A_SECOND = 1000;

    private TwoNodes holdfast;
    private final List<Client> clients = new ArrayList<>();

    @BeforeAll
    void start() {
        holdfast = new TwoNodes();
        for (int node = 0; node < 2; node++) {
            String name = "node-" + node;
            OpenFeatureAPI.getInstance()
                    .setProviderAndWait(
                            name,
                            OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                                    .baseUrl(holdfast.url(node))
                                    .headers(ImmutableMap.of(
                                            "Authorization", ImmutableList.of("Bearer " + TwoNodes.TOKEN)))
                                    .build()));
            clients.add(OpenFeatureAPI.getInstance().getClient(name));
        }
    }

    @AfterAll
    void stop() {
        OpenFeatureAPI.getInstance().shutdown();
        holdfast.close();
    }

    private static MutableContext in(String region) {
        return new MutableContext("customer-1").add("region", region).add("channel", "voice");
    }

    private String mode(int node, String region) {
        return clients.get(node).getStringValue("mode.sign-in", "unknown", in(region));
    }

    /** How long it takes until the flag says so. A machine that builds for several at once may be late; the bound is held below. */
    private static long until(java.util.concurrent.Callable<Boolean> so) {
        long begin = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(so);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @Test
    void theSdkReadsAModeByItsScopeOnBothNodesWithinASecondOfTheSwitch() {
        assertThat(mode(0, "eu-west")).isEqualTo("normal");
        assertThat(mode(1, "eu-west")).isEqualTo("normal");
        List<Long> millis = new ArrayList<>();
        for (int times = 0; times < 3; times++) {
            if (times > 0) {
                millis.add(putBack());
            }
            assertThat(holdfast.http(0).post("/api/modes/sign-in", ON).status()).isEqualTo(200);
            assertThat(mode(0, "eu-west")).isEqualTo("security-questions");
            millis.add(until(() -> mode(1, "eu-west").equals("security-questions")));
        }
        assertThat(mode(1, "us-east")).isEqualTo("normal");
        FlagEvaluationDetails<String> details =
                clients.get(1).getStringDetails("mode.sign-in", "unknown", in("eu-west"));
        assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
        assertThat(details.getVariant()).isEqualTo("security-questions");
        assertThat(clients.get(1).getIntegerValue("journey.sign-in.paymentLimit", -1, in("eu-west")))
                .isEqualTo(500);
        assertThat(clients.get(1).getBooleanValue("journey.sign-in.newPayees", true, in("eu-west")))
                .isFalse();
        assertThat(clients.get(1)
                        .getStringDetails("mode.nowhere", "unknown", in("eu-west"))
                        .getErrorCode())
                .isEqualTo(ErrorCode.FLAG_NOT_FOUND);

        millis.add(putBack());
        log("the other node said so after, in ms: " + millis);
        // The median: a machine that builds for several at once stands still for a moment now and then.
        assertThat(millis.stream().sorted().toList().get(millis.size() / 2)).isLessThan(A_SECOND);
    }

    /** How long the other node says that it is on after it was put back. */
    private long putBack() {
        String undo = "/api/modes/sign-in/security-questions/undo";
        assertThat(holdfast.http(1).post(undo, "{\"because\":\"enough\"}").status())
                .isEqualTo(200);
        assertThat(mode(1, "eu-west")).isEqualTo("normal");
        return until(() -> mode(0, "eu-west").equals("normal"));
    }

    @Test
    void theKillSwitchLeavesEveryAgentItsLeastOnBothNodesWithinASecondAndStaysSo() {
        assertThat(clients.get(1).getStringValue("automation.card-assistant", "unknown", in("eu-west")))
                .isEqualTo("act");
        String off = "{\"state\":\"off\",\"because\":\"something is odd\"}";
        Http.Reply said = holdfast.http(0).post("/api/automation", off);
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        try {
            long millis = until(() -> clients.get(1)
                    .getStringValue("automation.card-assistant", "unknown", in("eu-west"))
                    .equals("off"));
            log("the kill switch reached the other node after " + millis + " ms");
            JsonNode there = holdfast.http(1).get("/api/automation").json();
            assertThat(there.path("state").asText()).isEqualTo("off");
            assertThat(there.path("because").asText()).isEqualTo("something is odd");
            assertThat(holdfast.http(1).post("/api/automation", off).status()).isEqualTo(409);
        } finally {
            holdfast.http(1).post("/api/automation", "{\"state\":\"on\",\"because\":\"it was nothing\"}");
        }
        until(() -> clients.get(0)
                .getStringValue("automation.card-assistant", "unknown", in("eu-west"))
                .equals("act"));
    }

    @Test
    void theSdkReadsWeightsAsAnObjectAndAChoiceThatStaysTheSame() {
        holdfast.bean(0, FlagValues.class)
                .weights(World.LIVE, "voice", Map.of("dublin", 70, "madrid", 30), null, "a test", DANA);
        until(() -> clients.get(1)
                        .getObjectDetails("path.voice", new dev.openfeature.sdk.Value(), in("eu-west"))
                        .getErrorCode()
                == null);
        assertThat(clients.get(1)
                        .getObjectValue("path.voice", new dev.openfeature.sdk.Value(), in("eu-west"))
                        .asStructure()
                        .getValue("dublin")
                        .asInteger())
                .isEqualTo(70);
        String mine = clients.get(0).getStringValue("path.voice.choice", "unknown", in("eu-west"));
        assertThat(mine).isIn("dublin", "madrid");
        assertThat(clients.get(1).getStringValue("path.voice.choice", "unknown", in("us-east")))
                .isEqualTo(mine);
        assertThat(clients.get(1)
                        .getStringDetails("path.voice.choice", "unknown", new MutableContext())
                        .getErrorCode())
                .isEqualTo(ErrorCode.INVALID_CONTEXT);
    }

    @Test
    void whoeverListensOnTheOtherNodeHearsOfASwitchWithinASecondOrTwo() throws Exception {
        JsonNode bulk = holdfast.http(1)
                .post("/ofrep/v1/evaluate/flags", "{\"context\":{}}")
                .json();
        JsonNode stream = bulk.path("eventStreams").path(0);
        assertThat(stream.path("type").asText()).isEqualTo("sse");
        URI address = URI.create(stream.path("url").asText());
        assertThat(address.getPath()).isEqualTo("/ofrep/v1/event-stream");
        HttpClient http = HttpClient.newHttpClient();
        String base = holdfast.url(1) + address.getPath();
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(base + "?key=1.guessed"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Void> reading = http.sendAsync(
                        HttpRequest.newBuilder(URI.create(base + "?" + address.getRawQuery()))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .thenAccept(r -> r.body().forEach(heard::add));
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isNotNull();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        heard.clear();
        holdfast.bean(0, FlagValues.class).weights(World.LIVE, "chat", Map.of("dublin", 1), null, "a test", DANA);
        long begin = System.nanoTime();
        String data = null;
        while (data == null) {
            String line = heard.poll(3, TimeUnit.SECONDS);
            assertThat(line).as("something is heard in time").isNotNull();
            data = line.startsWith("data:") ? line.substring(5) : null;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(millis).isLessThan(2000);
        JsonNode event = Http.JSON.readTree(data);
        assertThat(event.path("type").asText()).isEqualTo("refetchEvaluation");
        assertThat(event.path("lastModified").asLong()).isPositive();
        log("an event stream on the other node said so after " + millis + " ms");
        reading.cancel(true);
    }

    @Test
    void flagsAreAnsweredByAMintedTokenWhileTheDatabaseDoesNotAnswer() {
        Http.Reply minted = holdfast.http(0)
                .post("/api/tokens", "{\"name\":\"shop-" + System.nanoTime() + "\",\"scopes\":[\"flags\"]}");
        Http shop = new Http(holdfast.url(0), minted.json().path("token").asText());
        String flag = "/ofrep/v1/evaluate/flags/mode.sign-in";
        assertThat(shop.post(flag, "{\"context\":{}}").status()).isEqualTo(200);
        HikariDataSource pool = holdfast.bean(0, HikariDataSource.class);
        pool.getHikariPoolMXBean().suspendPool();
        try {
            await().pollDelay(Duration.ofMillis(1200)).until(() -> true); // what was known of the token is stale by now
            for (int i = 0; i < 20; i++) {
                long begin = System.nanoTime();
                Http.Reply said = shop.post(flag, "{\"context\":{}}");
                assertThat(said.status()).as(said.body()).isEqualTo(200);
                assertThat(said.json().path("value").asText()).isEqualTo("normal");
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                        .isLessThan(1000);
            }
        } finally {
            pool.getHikariPoolMXBean().resumePool();
        }
    }

    @Test
    void howManyAreAnsweredInASecondIsMeasuredAndNoneIsWrong() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest ask = HttpRequest.newBuilder(URI.create(holdfast.url(0) + "/ofrep/v1/evaluate/flags/mode.sign-in"))
                .header("Authorization", "Bearer " + TwoNodes.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"context\":{\"targetingKey\":\"c\",\"region\":\"eu-west\"}}"))
                .build();
        AtomicLong answered = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        long seconds = 2;
        ask(http, ask, 1, new AtomicLong(), wrong); // warm
        long begin = System.nanoTime();
        ask(http, ask, seconds, answered, wrong);
        double rate = answered.get() / ((System.nanoTime() - begin) / 1e9);
        assertThat(wrong.get()).isZero();
        log(String.format("%.0f requests a second on loopback, caller and node on one machine", rate));
        // A build machine is busy with others: the figure is in the log, and this is what would be wrong in any case.
        assertThat(rate).isGreaterThan(20);
    }

    private static void ask(HttpClient http, HttpRequest ask, long seconds, AtomicLong answered, AtomicLong wrong)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    try {
                        HttpResponse<String> said = http.send(ask, HttpResponse.BodyHandlers.ofString());
                        answered.incrementAndGet();
                        if (said.statusCode() != 200) {
                            wrong.incrementAndGet();
                        }
                    } catch (java.io.IOException e) {
                        wrong.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void log(String figure) {
        LoggerFactory.getLogger(FlagsOnTwoNodesTest.class).info("Measured: {}", figure);
    }
}
