package io.holdfast.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Scope;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a signal to an incident, on a real database with the sample playbook. */
@NullUnmarked
abstract class DetectionTest {

    static class OnH2Test extends DetectionTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends DetectionTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private static final Actor TEST = new Actor.Self("test");
    private HikariDataSource source;
    private Node node;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        source = database();
        node = new Node(source);
    }

    @AfterEach
    void close() {
        node.close();
        source.close();
    }

    // ---- identity: duplicates, counting, occurrences, late recoveries

    @Test
    void aCriticalAlertOpensOneIncidentInCustomerTerms() {
        node.tell(Node.alert("identity-provider", "idp-down", "firing"));
        Incident incident = node.only();
        assertThat(incident.title()).isEqualTo("Customers in eu-west may not be able to prove who they are");
        assertThat(incident.certain()).isTrue();
        assertThat(incident.alerted()).containsExactly("identity-provider");
        assertThat(incident.journeys()).extracting(j -> j.journey()).contains("sign-in", "load-record");
        assertThat(incident.journeys()).allMatch(j -> j.identity() == Verdict.BAD);
        assertThat(incident.playbook()).isEqualTo(1);
        assertThat(node.nudges).contains(incident.key() + " start");
        assertThat(node.log.of(incident.key(), 10)).hasSize(1);
        assertThat(node.entries).extracting(Entry::kind).contains("incident.opened", "signal");
    }

    @Test
    void theSameMessageIsADuplicateAndTheSameConditionIsCounted() {
        String first = "{\"id\":\"m1\",\"kind\":\"alert\",\"key\":\"k\",\"title\":\"x\",\"dependency\":\"crm\"}";
        assertThat(node.tell(first).accepted()).isEqualTo(1);
        Receipt again = node.tell(first);
        assertThat(again.duplicates()).isEqualTo(1);
        assertThat(again.incidents()).containsExactly(node.only().key());
        assertThat(node.tell(first.replace("m1", "m2")).accepted()).isEqualTo(1);
        String plain = Node.alert("crm", "other", "firing");
        assertThat(node.tell(plain).accepted()).isEqualTo(1);
        assertThat(node.tell(plain).duplicates()).isEqualTo(1);
        assertThat(node.tell("[" + plain + "," + plain.replace("}}", "},\"links\":{}}") + "]"))
                .extracting(Receipt::accepted, Receipt::duplicates)
                .containsExactly(1L, 1L);
        assertThat(node.incidents.tally(node.only().key()).signals()).isEqualTo(4);
        assertThat(node.log.of(node.only().key(), 10)).anyMatch(l -> l.repeats() == 1);
    }

    @Test
    void aLateRecoveryDoesNotCloseANewerAlert() {
        Instant now = node.now();
        node.tell(Node.alert("crm", "k", "firing", Map.of("at", now.toString())));
        node.tell(Node.alert(
                "crm", "k", "resolved", Map.of("at", now.minusSeconds(60).toString())));
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        node.tell(Node.alert(
                "crm", "k", "firing", Map.of("at", now.minusSeconds(90).toString())));
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        node.tell(Node.alert(
                "crm", "k", "resolved", Map.of("at", now.plusSeconds(1).toString())));
        assertThat(node.only().signals()).isEqualTo(Verdict.GOOD);
        assertThat(node.nudges).contains(node.only().key() + " signals-good");
        node.tell(Node.alert(
                "crm", "k", "firing", Map.of("at", now.minusSeconds(1).toString())));
        assertThat(node.only().signals()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aReportOfAJourneySaysThatItFailsAndTheTitleSaysMoreOnceMoreIsKnown() {
        for (int i = 0; i < 4; i++) {
            node.tell(
                    "{\"kind\":\"report\",\"source\":\"floor\",\"key\":\"r" + i
                            + "\",\"title\":\"Customers cannot log in\",\"journey\":\"sign-in\",\"labels\":{\"region\":\"eu-west\"}}");
        }
        assertThat(node.only().title()).isEqualTo("Customers in eu-west may not be able to finish what they came for");
        node.tell(Node.alert("identity-provider", "idp-down", "firing"));
        assertThat(node.only().title()).isEqualTo("Customers in eu-west may not be able to prove who they are");
    }

    @Test
    void whatIsPartOfAnotherOneGivesThatOneItsConditionsEvenWhereItIsClosedAtOnce() {
        node.tell(Node.alert("identity-provider", "idp-down", "firing"));
        String idp = node.only().key();
        node.tell(Node.alert("carrier-alpha", "carrier", "firing", Map.of("region", "us-east")));
        String carrier = node.open().stream()
                .map(Incident::key)
                .filter(key -> !key.equals(idp))
                .findFirst()
                .orElseThrow();

        node.change(carrier, i -> i.endAsDuplicateOf(idp, new Actor.Person("dana"), "the same"));
        node.change(carrier, i -> i.enter(Phase.CLOSED));
        node.judge();

        assertThat(node.only().key()).isEqualTo(idp);
        assertThat(node.only().alerted()).contains("identity-provider", "carrier-alpha");
        assertThat(node.only().scope().regions()).contains("us-east");
        node.tell(Node.alert("identity-provider", "idp-down", "resolved"));
        assertThat(node.only().signals()).as("the carrier's alert stands").isEqualTo(Verdict.BAD);
        node.tell(Node.alert("carrier-alpha", "carrier", "resolved", Map.of("region", "us-east")));
        assertThat(node.only().signals()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void firingAfterResolvedIsANewOccurrenceOfTheSameIncidentWhileItGoesOn() {
        node.tell(Node.alert("crm", "k", "firing"));
        node.tell(Node.alert("crm", "k", "resolved"));
        node.tell(Node.alert("crm", "k", "firing"));
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        assertThat(node.nudges).contains(node.only().key() + " signals-bad");
        assertThat(node.db
                        .sql("SELECT MAX(occurrence) FROM signal")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatEndedResolvedIsReopenedUntilItIsClosedAndOtherEndingsAreNot() {
        node.tell(Node.alert("crm", "k", "firing"));
        String key = node.only().key();
        node.tell(Node.alert("crm", "k", "resolved"));
        node.change(key, i -> {
            i.end(Ending.RESOLVED, TEST, "good");
            i.enter(Phase.LEARN);
        });
        node.tell(Node.alert("crm", "k", "firing"));
        assertThat(node.only().goingOn()).isTrue();
        assertThat(node.nudges).contains(key + " reopened");
        node.tell(Node.alert("crm", "k", "resolved"));
        node.change(key, i -> {
            i.end(Ending.RESOLVED, TEST, "good");
            i.enter(Phase.CLOSED);
        });
        node.tell(Node.alert("crm", "k", "firing"));
        Incident second = node.only();
        assertThat(second.key()).isNotEqualTo(key);
        node.change(second.key(), i -> i.end(Ending.FALSE_ALARM, TEST, "a test"));
        node.tell(Node.alert("crm", "k", "resolved"));
        node.tell(Node.alert("crm", "k", "firing"));
        assertThat(node.open())
                .filteredOn(Incident::goingOn)
                .hasSize(1)
                .noneMatch(i -> i.key().equals(second.key()));
    }

    // ---- placing

    @Test
    void aStormOfOneCauseIsOneIncidentAndAnUnrelatedOutageIsItsOwn() {
        List<String> journeys = List.of("sign-in", "load-record", "payment-change", "bot-handoff", "case-resolution");
        List<String> storm = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            storm.add(
                    i % 2 == 0
                            ? "{\"kind\":\"alert\",\"source\":\"prom\",\"key\":\"a" + i
                                    + "\",\"title\":\"Errors\",\"labels\":{\"service\":\"svc-" + i % 40
                                    + "\",\"journey\":\"" + journeys.get(i % 4)
                                    + "\",\"region\":\"eu-west\",\"severity\":\"critical\"}}"
                            : Node.alert("identity-provider", "b" + i, "firing", Map.of("service", "svc-" + i % 40)));
        }
        java.util.Collections.swap(storm, 0, 1);
        storm.add(251, Node.alert("carrier-alpha", "carrier", "firing", Map.of("region", "us-east")));
        long started = System.nanoTime();
        for (int i = 0; i < storm.size(); i += 50) {
            node.tell("[" + String.join(",", storm.subList(i, Math.min(i + 50, storm.size()))) + "]");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(node.open())
                .extracting(Incident::alerted)
                .containsExactlyInAnyOrder(List.of("identity-provider"), List.of("carrier-alpha"));
        assertThat(node.incidents.tally(node.open().get(0).key()).firing()).isEqualTo(500);
        assertThat(node.open().get(0).scope().regions()).containsExactly("eu-west");
        assertThat(node.open().get(1).scope().regions()).containsExactly("us-east");
    }

    @Test
    void outagesOfDifferentThingsInTwoRegionsAreTwo() {
        node.tell(Node.alert("cloud-eu-west", "a", "firing"));
        node.tell(Node.alert("cloud-us-east", "b", "firing"));
        assertThat(node.open()).hasSize(2);
        node.tell(Node.alert("identity-provider", "c", "firing"));
        assertThat(node.open()).hasSize(2);
        assertThat(node.open().get(0).alerted()).containsExactly("cloud-eu-west", "identity-provider");
    }

    @Test
    void aChangeOpensNothingAndIsKept() {
        node.tell("{\"kind\":\"change\",\"title\":\"Deployed\",\"dependency\":\"crm\",\"labels\":{\"by\":\"ci\"}}");
        assertThat(node.open()).isEmpty();
        assertThat(node.log.unplaced(World.LIVE, 5))
                .extracting(SignalLog.Line::kind)
                .containsExactly("change");
        node.tell(Node.alert("crm", "k", "firing"));
        node.tell("{\"kind\":\"change\",\"title\":\"Rolled back\",\"dependency\":\"crm\"}");
        assertThat(node.log.of(node.only().key(), 5))
                .extracting(SignalLog.Line::kind)
                .contains("change", "alert");
    }

    @Test
    void whatCannotBePlacedIsKeptWithItsReason() {
        node.tell("{\"kind\":\"alert\",\"title\":\"Disk full\",\"labels\":{\"service\":\"nobody-knows\"}}");
        assertThat(node.open()).isEmpty();
        assertThat(node.log.unplaced(World.LIVE, 5).get(0).reason())
                .contains("names neither a journey nor a dependency");
        assertThat(node.entries)
                .anyMatch(e -> e.chain().equals(Entry.HOUSE) && e.kind().equals("signal.unplaced"));
    }

    @Test
    void aPersonsReportOpensAnIncidentUnderTheSameLock() {
        String key = node.reports.report(new Reports.Report(
                null,
                List.of("sign-in"),
                null,
                new Scope(List.of("eu-west"), List.of(), List.of()),
                "Callers say so",
                null,
                TEST));
        assertThat(node.only().key()).isEqualTo(key);
        assertThat(node.only().manual()).isTrue();
        assertThat(node.log.of(key, 5)).hasSize(1);
        assertThatThrownBy(() -> node.reports.report(
                        new Reports.Report(null, List.of("nothing"), null, Scope.ALL, "", null, TEST)))
                .hasMessage("The catalog has no journey 'nothing'");
    }

    // ---- measurements

    private void measure(double value, Duration after) {
        node.advance(after);
        node.tell(
                "{\"kind\":\"measurement\",\"journey\":\"sign-in\",\"metric\":\"authentication_success_rate\",\"value\":"
                        + value + ",\"count\":412,\"labels\":{\"region\":\"eu-west\"}}");
    }

    @Test
    void anIndicatorIsBadAfterItsWindowAlsoOverARestartAndGoodAfterIts() {
        measure(0.99, Duration.ZERO);
        assertThat(light(Light.IDENTITY).verdict()).isEqualTo(Verdict.GOOD);
        measure(0.71, Duration.ofSeconds(60));
        measure(0.71, Duration.ofSeconds(60));
        assertThat(node.open()).isEmpty();
        node.close();
        node = new Node(source, node.clock);
        measure(0.71, Duration.ofSeconds(61));
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        assertThat(light(Light.IDENTITY).figure()).isEqualTo("71 %");
        assertThat(light(Light.REACHABILITY).verdict()).isEqualTo(Verdict.UNKNOWN);
        measure(0.965, Duration.ofSeconds(60));
        for (int i = 0; i < 6; i++) {
            assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
            measure(0.99, Duration.ofSeconds(60));
        }
        assertThat(node.only().signals()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aWindowCompletesByTimeAloneAndSilenceIsUnknownSoThatRecoveryWaits() {
        measure(0.71, Duration.ZERO);
        assertThat(node.due.nextDue(World.LIVE)).isPresent();
        node.advance(Duration.ofSeconds(85));
        node.judge();
        assertThat(node.open()).isEmpty();
        measure(0.71, Duration.ofSeconds(1));
        node.advance(Duration.ofSeconds(40));
        node.judge();
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        node.advance(Duration.ofSeconds(100));
        node.judge();
        assertThat(node.only().signals()).isEqualTo(Verdict.UNKNOWN);
        assertThat(light(Light.IDENTITY).because()).startsWith("Silent: ");
        measure(0.99, Duration.ofSeconds(1));
        assertThat(node.only().signals()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anIndicatorThatWasNeverBadFallsSilentAndSpeaksAgainAndTheIncidentWhoseLightItFeedsHearsBoth() {
        measure(0.99, Duration.ZERO);
        node.tell(Node.alert("identity-provider", "idp-down", "firing"));
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        node.advance(Duration.ofSeconds(100));
        node.judge();
        node.tell(Node.alert("identity-provider", "idp-down", "resolved"));
        assertThat(node.only().signals()).isEqualTo(Verdict.UNKNOWN);
        for (int i = 0; i < 6; i++) {
            measure(0.99, Duration.ofSeconds(60));
        }
        assertThat(light(Light.IDENTITY).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(node.only().signals()).isEqualTo(Verdict.GOOD);
        node.advance(Duration.ofSeconds(100));
        node.judge();
        assertThat(node.only().signals()).as("silent while it is watched").isEqualTo(Verdict.UNKNOWN);
    }

    private Lights.LightState light(Light light) {
        return node.lights.now(World.LIVE).stream()
                .filter(j -> j.journey().equals("sign-in"))
                .flatMap(j -> j.lights().stream())
                .filter(l -> l.light() == light)
                .findFirst()
                .orElseThrow();
    }

    // ---- many at once, several nodes, poison

    @Test
    void twoNodesThatHearOfOneConditionAtOnceStoreItOnce() throws Exception {
        try (Node other = new Node(source, node.clock)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Callable<Receipt>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Node at = i % 2 == 0 ? node : other;
                String json = "{\"id\":\"n" + i + "\",\"kind\":\"alert\",\"key\":\"k" + i % 5
                        + "\",\"title\":\"x\",\"dependency\":\"crm\"}";
                calls.add(() -> at.send(json));
            }
            long accepted = 0;
            for (Future<Receipt> f : threads.invokeAll(calls)) {
                accepted += f.get().accepted();
            }
            threads.shutdown();
            assertThat(accepted).isEqualTo(200);
            other.judge();
            node.judge();
            assertThat(node.count("signal_key")).isEqualTo(5);
            assertThat(node.count("signal_pending")).isZero();
            assertThat(node.incidents.tally(node.only().key()).signals()).isEqualTo(200);
        }
    }

    @Test
    void aSignalThatCannotBeJudgedIsParkedAndTheOthersGoOn() {
        node.send(Node.alert("crm", "good", "firing"));
        node.send(Node.alert("identity-provider", "poison", "firing"));
        node.send(Node.alert("carrier-alpha", "good-too", "firing"));
        // A light that this version does not know, as a later version might have left it behind.
        node.db.sql("UPDATE signal SET light = 'aura' WHERE title = 'poison'").update();
        node.judge();
        node.judge();
        assertThat(node.open()).hasSize(2);
        assertThat(node.count("signal_parked")).isEqualTo(1);
        assertThat(node.log.unplaced(World.LIVE, 5).get(0).reason()).startsWith("It could not be judged: ");
    }

    @Test
    void judgingAReplayOfTheSameMessagesChangesNothing() {
        List<String> story = List.of(
                Node.alert(
                        "crm",
                        "k",
                        "firing",
                        Map.of("at", node.now().minusSeconds(20).toString())),
                Node.alert(
                        "crm",
                        "k",
                        "resolved",
                        Map.of("at", node.now().minusSeconds(10).toString())),
                Node.alert(
                        "crm",
                        "l",
                        "firing",
                        Map.of("at", node.now().minusSeconds(5).toString())));
        story.forEach(node::tell);
        int recorded = node.entries.size();
        story.forEach(node::tell);
        assertThat(node.only().signals()).isEqualTo(Verdict.BAD);
        assertThat(node.entries).hasSize(recorded);
    }
}
