package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.audience.Subscriber;
import io.holdfast.audience.Subscribers;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.ButtonHandler;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.ReplyHandler;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.guard.Automation;
import io.holdfast.guidance.Guidance;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import io.holdfast.updates.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What agents and customers hear, by the diagrams: first word, kept promises, changed facts, last word; and nothing is left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompanionsContract {
    private static final Actor DANA = new Actor.Person("dana");
    private static final Map<String, String> SEND = Map.of("verdict", "send");

    private Companions flows;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        flows = new Companions(database());
    }

    @BeforeEach
    void noModes() {
        flows.modes.on.clear();
        flows.modes.asked.clear();
    }

    @AfterAll
    void stop() {
        flows.close();
    }

    private void end(String key, Ending ending) {
        flows.change(key, ended(ending));
    }

    private static Consumer<Incident> ended(Ending ending) {
        return i -> {
            i.end(ending, DANA, "a test");
            i.wake("wind-down", null);
        };
    }

    private Instant promised(String key) {
        return Objects.requireNonNull(
                flows.bean(FactSheets.class).current(key).orElseThrow().nextWordAt());
    }

    private void untilPromised(String key) {
        flows.advance(
                Duration.between(flows.clock.in(World.LIVE), promised(key)).plusMillis(50));
    }

    // ---- customers

    @Test
    void theFirstWordIsAskedForAndGoesOutAsItWasApprovedAfterTheAgents() {
        String key = flows.open("sign-in");

        assertThat(flows.texts(key)).isEmpty();
        String spanish = flows.proposed(key, "es");
        flows.answer(key, Map.of("verdict", "send", "text.en", "Northbank: our own words. Reply STOP to end."));

        NewMessage first = flows.texts(key).get(0);
        assertThat(Companions.body(first, "en")).isEqualTo("Northbank: our own words. Reply STOP to end.");
        assertThat(Companions.body(first, "es")).isEqualTo(spanish);
        assertThat(first.kind()).isEqualTo(NewMessage.Kind.UPDATE);
        assertThat(first.audience()).isEqualTo(new Audience.Subscribers(List.of("sign-in"), List.of("eu-west"), null));
        assertThat(first.after()).isNotNull();
        assertThat(first.repeatUnknown()).isFalse();
        assertThat(first.notAfter()).isEqualTo(promised(key).plus(Duration.ofMinutes(2)));
        assertThat(flows.incident(key).customersToldAt()).isPresent();
        assertThat(flows.tasks(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void aPromisedWordThatMayNotGoOutByItselfIsAskedForAndTheCommanderIsCalledEachTime() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        Automation automation = flows.bean(Automation.class);
        automation.turn(World.LIVE, false, "something is odd", DANA);
        try {
            untilPromised(key);
            assertThat(flows.texts(key)).hasSize(1);
            assertThat(flows.tasks(key)).containsExactly("approveUpdate");
            assertThat(flows.proposed(key, "en")).contains("still working on it");
            assertThat(alarms(key)).hasSize(1);
            NewMessage alarm = alarms(key).get(0);
            assertThat(alarm.kind()).isEqualTo(NewMessage.Kind.PAGE);
            assertThat(alarm.texts()).extracting(NewMessage.Text::channel).contains(Channel.SLACK, Channel.SMS);
            assertThat(alarm.texts().get(0).body()).contains("were promised a word", "Automation is switched off");

            untilPromised(key);
            assertThat(alarms(key)).hasSize(2);
            assertThat(flows.texts(key)).hasSize(1);
            flows.answer(key, SEND);
            assertThat(flows.texts(key)).hasSize(2);
            assertThat(Companions.body(flows.texts(key).get(1), "en")).contains("still working on it");
            assertThat(promised(key)).isAfter(flows.clock.in(World.LIVE));
        } finally {
            automation.turn(World.LIVE, true, "the test is over", DANA);
        }
        untilPromised(key);
        assertThat(flows.texts(key)).hasSize(3);
        end(key, Ending.CANCELLED);
    }

    private List<NewMessage> alarms(String key) {
        return flows.letters.all.stream()
                .filter(m -> m.topic().equals(key + "/page/promise"))
                .toList();
    }

    @Test
    void aPromiseIsAWholeMinuteSoThatItIsKeptWhenTheTextSaysSo() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);

        assertThat(promised(key).getEpochSecond() % 60).isZero();
        assertThat(Companions.body(flows.texts(key).get(0), "en"))
                .contains(promised(key)
                        .atZone(java.time.ZoneId.of("Europe/London"))
                        .toLocalTime()
                        .toString());
        end(key, Ending.CANCELLED);
    }

    @Test
    void textsFitTwoSegmentsInEveryLanguageAlsoWhereEveryJourneyIsHit() {
        String key =
                flows.open("sign-in", "reach-team", "load-record", "bot-handoff", "payment-change", "case-resolution");
        flows.answer(key, SEND);
        untilPromised(key);
        flows.change(key, i -> i.watch(DANA, "a test"));
        flows.answer(key, SEND);
        end(key, Ending.RESOLVED);

        assertThat(flows.texts(key)).hasSize(4);
        for (NewMessage message : flows.texts(key)) {
            for (NewMessage.Text text : message.texts()) {
                assertThat(text.body()).doesNotContain("  ").doesNotContain("null");
                if (text.channel() == Channel.SMS) {
                    assertThat(Segments.of(text.body()).count())
                            .as(message.reason() + ": " + text.body())
                            .isLessThanOrEqualTo(2);
                }
            }
        }
    }

    @Test
    void agentsHearByWhenCustomersHearMoreAsSoonAsThatIsPromised() {
        String key = flows.open("sign-in");
        assertThat(Companions.body(flows.posts(key, "cards").get(0), "en")).contains("No next message to customers");

        flows.answer(key, SEND);

        List<NewMessage> posts = flows.posts(key, "cards");
        assertThat(Companions.body(posts.get(posts.size() - 1), "en")).contains("Next message to customers by");
        end(key, Ending.CANCELLED);
    }

    @Test
    void thePromisedWordIsKeptAgainAndAgainWhenNobodyActs() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        Instant before = promised(key);

        untilPromised(key);
        untilPromised(key);

        assertThat(flows.texts(key)).hasSize(3);
        assertThat(Companions.body(flows.texts(key).get(1), "en")).contains("still working on it");
        assertThat(promised(key)).isAfter(before);
        assertThat(flows.tasks(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void thatMidnightPassesIsNoNewsThatAnybodyIsAskedAbout() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        ZoneId zone = flows.bean(Playbooks.class).current(World.LIVE).catalog().zone();
        LocalDate day = promised(key).atZone(zone).toLocalDate();

        while (promised(key).atZone(zone).toLocalDate().equals(day)) {
            untilPromised(key);
        }
        untilPromised(key);

        assertThat(flows.tasks(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void thePromisedWordIsKeptWhileAnotherOneWaitsForApproval() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        flows.change(key, i -> i.watch(DANA, "a test"));
        assertThat(flows.tasks(key)).containsExactly("approveUpdate");

        untilPromised(key);

        assertThat(flows.texts(key)).hasSize(2);
        assertThat(flows.tasks(key)).containsExactly("approveUpdate");
        end(key, Ending.CANCELLED);
    }

    @Test
    void changedFactsAreAskedAboutOnlyWhereAWordDiffers() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);

        flows.factsChanged(key);
        assertThat(flows.tasks(key)).isEmpty();

        flows.change(key, i -> i.watch(DANA, "a test"));
        assertThat(flows.proposed(key, "en")).contains("works again");
        assertThat(flows.incident(key).status()).isEqualTo(Status.MONITORING);
        end(key, Ending.CANCELLED);
    }

    @Test
    void aQuestionThatIsBeingReadStaysWhileItsWordsFollowTheFacts() {
        String key = flows.open("payment-change");
        String id = flows.task(key).id();
        String old = flows.proposed(key, "en");

        flows.factsChanged(key);
        assertThat(flows.proposed(key, "en")).isEqualTo(old);
        flows.hit(key, "sign-in", "payment-change");

        assertThat(flows.task(key).id()).isEqualTo(id);
        assertThat(flows.proposed(key, "en")).isNotEqualTo(old);
        end(key, Ending.CANCELLED);
    }

    @Test
    void wordsThatWereReadBeforeTheyChangedAreNotSentButShownAnew() {
        String key = flows.open("payment-change");
        String old = flows.proposed(key, "en");
        flows.hit(key, "sign-in", "payment-change");

        flows.answer(key, Map.of("verdict", "send", "text.en", old));
        assertThat(flows.texts(key)).isEmpty();
        assertThat(flows.chain.kinds(key)).contains("update.outdated");

        String fresh = flows.proposed(key, "en");
        flows.answer(key, Map.of("verdict", "send", "text.en", fresh));
        assertThat(Companions.body(flows.texts(key).get(0), "en")).isEqualTo(fresh);
        end(key, Ending.CANCELLED);
    }

    @Test
    void wordsAreProposedWithTheFallbackThatIsDecidedWithThemAndDoNotPromiseOneThatWasLeft() {
        flows.modes.asked.add(flows.mode("sign-in", "security-questions"));
        String key = flows.open("sign-in");
        String proposed = flows.proposed(key, "en");
        assertThat(proposed).contains("three short questions");

        flows.modes.asked.clear();
        flows.answer(key, Map.of("verdict", "send", "text.en", proposed));

        assertThat(Companions.body(flows.texts(key).get(0), "en")).doesNotContain("three short questions");
        assertThat(flows.tasks(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void aFallbackThatWasDecidedWithTheWordsAsksForNoWordsAgain() {
        flows.modes.asked.add(flows.mode("sign-in", "security-questions"));
        String key = flows.open("sign-in");
        String proposed = flows.proposed(key, "en");

        flows.modes.on.addAll(flows.modes.asked);
        flows.modes.asked.clear();
        flows.answer(key, Map.of("verdict", "send", "text.en", proposed));
        flows.factsChanged(key);

        assertThat(Companions.body(flows.texts(key).get(0), "en")).contains("three short questions");
        assertThat(flows.tasks(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void aFallbackThatComesLaterIsOfferedAsNewWords() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);

        flows.modes.on.add(flows.mode("sign-in", "security-questions"));
        flows.factsChanged(key);

        assertThat(flows.proposed(key, "en")).contains("three short questions");
        end(key, Ending.CANCELLED);
    }

    @Test
    void heldWordsAreAskedForAgainAtTheNextDueMoment() {
        String key = flows.open("sign-in");
        flows.answer(key, Map.of("verdict", "hold"));
        assertThat(flows.tasks(key)).isEmpty();
        flows.factsChanged(key);
        assertThat(flows.tasks(key)).isEmpty();

        flows.advance(Duration.ofMinutes(21));

        assertThat(flows.tasks(key)).containsExactly("approveUpdate");
        assertThat(flows.texts(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void aHeldUpdateIsAskedForAgainWhenTheNextWordIsDueAndNoLater() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        flows.advance(Duration.ofMinutes(5));
        flows.change(key, i -> i.watch(DANA, "a test"));
        flows.answer(key, Map.of("verdict", "hold"));
        assertThat(flows.tasks(key)).isEmpty();

        untilPromised(key);

        assertThat(flows.texts(key)).hasSize(2);
        assertThat(flows.tasks(key)).containsExactly("approveUpdate");
        end(key, Ending.CANCELLED);
    }

    @Test
    void whoeverHeardThatItIsOverIsToldAgainWhenItComesBack() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        end(key, Ending.RESOLVED);
        assertThat(flows.texts(key)).hasSize(2);

        flows.reopen(key);

        flows.answer(key, SEND);
        assertThat(flows.texts(key)).hasSize(3);
        assertThat(promised(key)).isAfter(flows.clock.in(World.LIVE));
        end(key, Ending.CANCELLED);
    }

    @Test
    void theFirstWordAfterOneThatSaidItWorksAgainOwnsThatItDoesNot() {
        String key = flows.open("sign-in", "payment-change");
        flows.answer(key, SEND);
        flows.change(key, i -> i.watch(new Actor.Self("test"), "it looks mended"));
        assertThat(flows.proposed(key, "en"))
                .contains("it works again, as far as we can see: signing in to the app, paying and changing");
        flows.answer(key, SEND);

        flows.change(key, i -> i.worseAgain(new Actor.Self("test"), "signals are bad again"));
        assertThat(flows.proposed(key, "en")).contains("we said it works again, but it fails again. Since");
        assertThat(flows.proposed(key, "es")).contains("dijimos que ya funcionaba, pero vuelve a fallar. Desde");
        flows.answer(key, SEND);

        flows.hit(key, "payment-change");
        assertThat(flows.proposed(key, "en")).startsWith("Northbank update: ").doesNotContain("we said");
        end(key, Ending.CANCELLED);
    }

    @Test
    void whatIsNotToBeToldStaysSoWhenItComesBack() {
        String key = flows.open("sign-in");
        flows.answer(key, Map.of("verdict", "do-not-notify"));
        end(key, Ending.RESOLVED);

        flows.reopen(key);

        assertThat(flows.tasks(key)).isEmpty();
        assertThat(flows.texts(key)).isEmpty();
        end(key, Ending.CANCELLED);
    }

    @Test
    void agentsReadTheNextWordThatTheHoldingTextPromised() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        untilPromised(key);

        assertThat(flows.bean(Guidance.class).board("cards").blocks())
                .filteredOn(block -> block.incident().equals(key))
                .extracting(Guidance.Block::nextWordAt)
                .containsExactly(promised(key))
                .allMatch(next -> next.isAfter(flows.clock.in(World.LIVE)));
        end(key, Ending.CANCELLED);
    }

    @Test
    void whoAsksIsToldWhatCustomersLikeHimWereToldAndNeverThatAllIsWellWhereItIsNot() {
        ReplyHandler replies = flows.bean(ReplyHandler.class);
        JdbcClient db = flows.bean(JdbcClient.class);
        String here = "+447700900107";
        db.sql("""
                INSERT INTO subscriber (id, world, contact, phone, country, locale, region, every_journey, changed_at)
                VALUES ('asks', 'live', :phone, :phone, 'GB', 'en', 'eu-west', TRUE, CURRENT_TIMESTAMP)
                """).param("phone", here).update();
        assertThat(replies.replied(here, "status"))
                .hasValueSatisfying(text -> assertThat(text).contains("no problem"));

        String key = flows.open("sign-in");
        assertThat(replies.replied(here, " Status "))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("checking").doesNotContain("no problem"));

        flows.answer(key, SEND);
        assertThat(replies.replied(here, "STATUS"))
                .hasValueSatisfying(text -> assertThat(text).contains("Next message by"));
        assertThat(replies.replied("+447700900999", "STATUS"))
                .as("a number that nobody knows")
                .hasValueSatisfying(text -> assertThat(text).contains("Next message by"));
        db.sql("UPDATE subscriber SET region = 'us-east' WHERE id = 'asks'").update();
        assertThat(replies.replied(here, "STATUS"))
                .as("a customer of another region")
                .hasValueSatisfying(text -> assertThat(text).contains("no problem"));
        assertThat(replies.stopped(here))
                .hasValueSatisfying(text -> assertThat(text).contains("no more texts"));
        db.sql("DELETE FROM subscriber WHERE id = 'asks'").update();
        end(key, Ending.CANCELLED);
    }

    @Test
    void everyStepOfAWordIsInTheRecord() {
        String key = flows.open("sign-in");
        flows.answer(key, Map.of("verdict", "hold"));
        flows.advance(Duration.ofMinutes(21));
        flows.answer(key, SEND);
        untilPromised(key);
        end(key, Ending.RESOLVED);

        assertThat(flows.chain.kinds(key))
                .contains(
                        "update.drafted",
                        "update.hold",
                        "update.approved",
                        "update.published",
                        "update.promise-kept",
                        "update.final");
    }

    @Test
    void whoeverApprovesReadsWhatEachTextCosts() {
        String key = flows.open("sign-in");
        for (String locale : List.of("en", "es")) {
            String text = flows.proposed(key, locale);
            assertThat(flows.task(key).fields())
                    .filteredOn(f -> f.id().equals("text." + locale))
                    .extracting(io.holdfast.tasks.Field::hint)
                    .containsExactly("As drafted: " + Segments.of(text).words());
        }
        end(key, Ending.CANCELLED);
    }

    @Test
    void whoeverIsNotToBeToldHearsNothingWhateverComes() {
        String key = flows.open("sign-in");
        flows.answer(key, Map.of("verdict", "do-not-notify"));
        flows.hit(key, "sign-in", "reach-team");
        flows.advance(Duration.ofHours(2));
        end(key, Ending.RESOLVED);

        assertThat(flows.texts(key)).isEmpty();
        assertThat(flows.left(key)).isZero();
    }

    @Test
    void whoeverStopsTheWordsStopsThePromisedOneTooAndThoseWhoWereToldHearTheEnd() {
        String key = flows.open("sign-in");
        flows.answer(key, SEND);
        flows.change(key, i -> i.watch(DANA, "a test"));
        flows.answer(key, Map.of("verdict", "do-not-notify"));
        assertThat(flows.bean(FactSheets.class).current(key).orElseThrow().nextWordAt())
                .isNull();

        flows.advance(Duration.ofHours(2));
        assertThat(flows.texts(key)).hasSize(1);

        end(key, Ending.RESOLVED);
        assertThat(flows.texts(key)).hasSize(2);
        assertThat(flows.texts(key).get(1).audience()).isEqualTo(new Audience.ToldEarlier());
    }

    @Test
    void nobodyAnsweringRemindsThoseWhoApprove() {
        String key = flows.open("sign-in");
        flows.advance(Duration.ofMinutes(19));

        assertThat(flows.letters.all)
                .anyMatch(m -> m.topic().equals(key + "/page/approval") && m.kind() == NewMessage.Kind.PAGE);
        assertThat(flows.tasks(key)).containsExactly("approveUpdate");
        end(key, Ending.CANCELLED);
    }

    @Test
    void theLastWordGoesToThoseWhoWereToldAndNobodyElse() {
        String told = flows.open("sign-in");
        flows.answer(told, SEND);
        end(told, Ending.RESOLVED);
        NewMessage last = flows.texts(told).get(1);
        assertThat(last.audience()).isEqualTo(new Audience.ToldEarlier());
        assertThat(last.correction()).isTrue();
        assertThat(Companions.body(last, "en")).contains("it is over");
        assertThat(flows.letters.withdrawn).contains(told + "/customer");
        assertThat(flows.bean(FactSheets.class).current(told).orElseThrow().nextWordAt())
                .isNull();

        String untold = flows.open("sign-in");
        end(untold, Ending.RESOLVED);
        assertThat(flows.texts(untold)).isEmpty();
    }

    @Test
    void aFalseAlarmIsCorrectedAndADuplicateLeavesTheWordToTheOtherIncident() {
        String alarm = flows.open("sign-in");
        flows.answer(alarm, SEND);
        end(alarm, Ending.FALSE_ALARM);
        assertThat(Companions.body(flows.texts(alarm).get(1), "en")).contains("false alarm");

        String duplicate = flows.open("sign-in");
        flows.answer(duplicate, SEND);
        end(duplicate, Ending.DUPLICATE);
        assertThat(flows.texts(duplicate)).hasSize(1);
    }

    @Test
    void whereverTheCompanionsWaitTheWindDownLeavesNothing() {
        List<Consumer<String>> waits = List.of(
                k -> {},
                k -> flows.answer(k, Map.of("verdict", "hold")),
                k -> flows.answer(k, Map.of("verdict", "do-not-notify")),
                k -> flows.answer(k, SEND),
                k -> {
                    flows.answer(k, SEND);
                    untilPromised(k);
                },
                k -> {
                    flows.answer(k, SEND);
                    flows.change(k, i -> i.watch(DANA, "a test"));
                },
                k -> flows.advance(Duration.ofHours(1)));
        for (int n = 0; n < waits.size(); n++) {
            for (Ending ending : Ending.values()) {
                String key = flows.open("sign-in");
                waits.get(n).accept(key);
                end(key, ending);
                assertThat(flows.left(key)).as("wait " + n + ", " + ending.id()).isZero();
                assertThat(flows.bean(Guidance.class).board("cards").blocks())
                        .noneMatch(b -> b.incident().equals(key));
            }
        }
    }

    @Test
    void whatEndsBeforeItsWordsHaveLeftTellsNobodyAndStillEnds() {
        String key = flows.open("sign-in");
        flows.unsettled(key, i -> {});
        flows.bean(io.holdfast.tasks.Tasks.class).complete(flows.task(key).id(), SEND, Companions.DANA);
        flows.unsettled(key, ended(Ending.CANCELLED));
        flows.bean(io.holdfast.engine.NudgePump.class).deliver(1);
        flows.settle();

        assertThat(flows.texts(key)).isEmpty();
        assertThat(flows.left(key)).isZero();
    }

    @Test
    void aCountryThatThePolicyLeavesOutIsNotTold() {
        Subscribers subscribers = flows.bean(Subscribers.class);
        subscribers.save(
                World.LIVE,
                List.of(subscriber("+442079460018"), subscriber("+34612345678"), subscriber("+919876543210")));
        String key = flows.open("sign-in");
        flows.answer(key, SEND);

        Audience.Subscribers audience =
                (Audience.Subscribers) flows.texts(key).get(0).audience();
        assertThat(audience.policy()).isEqualTo("not in IN");
        assertThat(flows.bean(io.holdfast.delivery.Recipients.class).next(World.LIVE, audience, null, 10))
                .extracting(io.holdfast.delivery.Recipients.Member::address)
                .containsExactlyInAnyOrder("+442079460018", "+34612345678");
        subscribers.list(World.LIVE, null, 10).forEach(s -> subscribers.delete(World.LIVE, s.id()));
        end(key, Ending.CANCELLED);
    }

    private static Subscriber subscriber(String phone) {
        return new Subscriber(
                "",
                phone,
                null,
                "en",
                List.of("sign-in"),
                "eu-west",
                null,
                List.of(new Subscriber.Consent("sms", Instant.parse("2026-01-31T09:00:00Z"))));
    }

    // ---- agents

    @Test
    void agentsOfTheQueuesThatAreHitReadOneStandingTextThatIsEditedInPlace() {
        String key = flows.open("sign-in");
        List<NewMessage> posts = flows.posts(key, "cards");
        assertThat(posts).hasSize(1);
        assertThat(posts.get(0).edit()).isTrue();
        assertThat(posts.get(0).texts().get(0).buttons())
                .extracting(NewMessage.Button::action)
                .containsExactly("got-it", "see-it-too", "not-here");
        assertThat(flows.incident(key).agentsToldAt()).isPresent();

        flows.factsChanged(key);
        assertThat(flows.posts(key, "cards")).hasSize(1);

        flows.modes.on.add(flows.mode("sign-in", "security-questions"));
        flows.factsChanged(key);
        Guidance.Block block = block(key);
        assertThat(block.todo())
                .isEqualTo(flows.mode("sign-in", "security-questions").agentDo().get("en"));
        assertThat(flows.posts(key, "cards")).hasSize(2);

        end(key, Ending.RESOLVED);
        assertThat(flows.posts(key, "cards").get(2).texts().get(0).buttons()).isEmpty();
        assertThat(flows.bean(Guidance.class).board("cards").clearedAt()).isNotNull();
    }

    @Test
    void agentsReadWhatToDoAndWhatNotToPromiseInTheLanguageOfTheirQueue() {
        String key = flows.open("sign-in");
        flows.modes.on.add(flows.mode("sign-in", "security-questions"));
        flows.factsChanged(key);

        Guidance.Block spanish = flows.bean(Guidance.class).board("cards-es").blocks().stream()
                .filter(b -> b.incident().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(spanish.todo()).isEqualTo("Verifique con tres preguntas de seguridad.");
        assertThat(spanish.dont()).isEqualTo("Cuándo estará resuelto. Pagos de más de 500 €.");
        List<NewMessage> posts = flows.posts(key, "cards-es");
        assertThat(posts.get(posts.size() - 1).texts().get(0).body())
                .contains("Verifique con tres preguntas de seguridad.", "Pagos de más de 500 €.")
                .doesNotContain("Verify by", "When it is fixed");
        end(key, Ending.RESOLVED);
    }

    @Test
    void theirBoardNamesTheRegionWhereItDoesNotConcernEverywhereThatTheyServe() {
        String key = flows.open("load-record");
        assertThat(block("accounts", key).broken()).isEqualTo("In eu-west: you may not see the customer's details");
        assertThat(block("cards", key).broken()).isEqualTo("You may not see the customer's details");
        assertThat(block("cards-es", key).decides()).isEqualTo("Nadie todavía");
        end(key, Ending.CANCELLED);
    }

    @Test
    void onceItLooksFixedTheyReadThatAndWorkByTheFallbackWhileItIsOn() {
        String key = flows.open("sign-in");
        flows.change(key, i -> i.watch(new Actor.Self("test"), "it looks mended"));
        Guidance.Block watched = block(key);
        assertThat(watched.broken()).startsWith("Looks fixed, we keep watching: customers may not");
        assertThat(watched.say()).startsWith("It works again as far as we see");
        assertThat(watched.todo()).startsWith("Work as usual");
        assertThat(block("cards-es", key).broken()).startsWith("Parece resuelto");

        flows.modes.on.add(flows.mode("sign-in", "security-questions"));
        flows.factsChanged(key);
        assertThat(block(key).todo()).isEqualTo("Verify by three security questions.");
        assertThat(block(key).say()).startsWith("It works again");
        end(key, Ending.CANCELLED);
    }

    @Test
    void nobodyReadsThatAWayWorksWhichIsHit() {
        String key = flows.open("load-record", "sign-in");
        assertThat(block(key).works()).isEqualTo("Cards and cash machines work as usual.");
        end(key, Ending.CANCELLED);
    }

    @Test
    void aQueueThatIsNotHitAnyMoreIsBackToNormal() {
        String key = flows.open("sign-in", "payment-change");
        assertThat(flows.posts(key, "cards")).hasSize(1);

        flows.hit(key, "payment-change");

        assertThat(flows.bean(Guidance.class).board("cards").blocks())
                .noneMatch(b -> b.incident().equals(key));
        assertThat(flows.posts(key, "cards").get(1).reason()).contains("not touched");
        assertThat(flows.bean(Guidance.class).board("accounts").blocks())
                .anyMatch(b -> b.incident().equals(key));
        end(key, Ending.CANCELLED);
    }

    @Test
    void anAgentWhoGotItIsCountedOnceAndTheBoardChangesItsTagOnlyWithItsWords() {
        String key = flows.open("sign-in");
        String etag = flows.bean(Guidance.class).board("cards").etag();
        for (String id : List.of("p1", "p2")) {
            String said = flows.bean(TransactionTemplate.class)
                    .execute(tx -> flows.bean(ButtonHandler.class)
                            .pressed(new ButtonHandler.Press(
                                    id, "got-it", key + "/cards", "U0NOBODY", "C1", "1.1", flows.clock.real())));
            assertThat(said).isNotBlank();
        }
        assertThat(flows.bean(Guidance.class).board("cards").etag()).isEqualTo(etag);
        end(key, Ending.CANCELLED);
        assertThat(flows.bean(Guidance.class).board("cards").etag()).isNotEqualTo(etag);
    }

    private Guidance.Block block(String key) {
        return block("cards", key);
    }

    private Guidance.Block block(String queue, String key) {
        return flows.bean(Guidance.class).board(queue).blocks().stream()
                .filter(b -> b.incident().equals(key))
                .findFirst()
                .orElseThrow();
    }

    // ---- facts

    @Test
    void aSheetHasANewVersionOnlyWhereSomethingDiffersAndEachStays() {
        String key = flows.open("sign-in");
        FactSheets sheets = flows.bean(FactSheets.class);
        FactSheet first = sheets.current(key).orElseThrow();
        flows.factsChanged(key);
        assertThat(sheets.current(key).orElseThrow().version()).isEqualTo(first.version());

        flows.modes.on.add(flows.mode("sign-in", "security-questions"));
        flows.factsChanged(key);
        FactSheet second = sheets.current(key).orElseThrow();
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(second.modes()).containsExactly("sign-in/security-questions");
        assertThat(second.words().keySet()).containsExactlyInAnyOrder("en", "es");
        assertThat(second.words().get("en").doNow()).contains("three short questions");

        flows.bean(TransactionTemplate.class)
                .executeWithoutResult(tx -> sheets.promise(key, Instant.parse("2030-01-01T10:00:00Z")));
        assertThat(sheets.current(key).orElseThrow().version()).isEqualTo(second.version() + 1);
        assertThat(sheets.version(key, first.version())).contains(first);
        end(key, Ending.CANCELLED);
    }
}
