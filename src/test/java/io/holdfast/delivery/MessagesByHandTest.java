package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.holdfast.api.MessagesApiForTests;
import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.evidence.Actor;
import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** People pause, resume, cancel, withdraw, correct and search what is sent, by the public API. */
@Execution(ExecutionMode.CONCURRENT)
class MessagesByHandTest {
    private static final String ANA = "+34600111118";
    private static final String BEN = "+34600111642";
    private static final String CAI = "+34600111777";
    private static final String TWO = "somebody:" + ANA + " and somebody:" + BEN + ": first word – ";
    private static final String WHY = "{\"because\":\"the figures were wrong\"}";

    private static MockMvc api(Desk desk) {
        return MessagesApiForTests.over(
                desk.hand,
                desk.messages,
                desk.log,
                () -> new Caller("noor", false, Set.of("communications"), Set.of()));
    }

    private static ResultActions call(MockMvc api, String path, String body) throws Exception {
        return api.perform(post(path).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsPausedResumedAndCancelledWithTheReasonOnRecord(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", ANA, BEN));
            call(api, "/api/messages/" + id + "/pause", WHY)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.state").value("paused"));
            call(api, "/api/messages/" + id + "/pause", WHY)
                    .andExpect(status().isConflict())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.detail").value(containsString("is paused")));
            call(api, "/api/messages/" + id + "/resume", WHY)
                    .andExpect(jsonPath("$.state").value("sending"));
            call(api, "/api/messages/" + id + "/cancel", WHY)
                    .andExpect(jsonPath("$.state").value("cancelled"));
            call(api, "/api/messages/" + id + "/resume", WHY).andExpect(status().isConflict());
            assertThat(desk.evidence)
                    .filteredOn(e -> e.by().equals(new Actor.Person("noor")))
                    .extracting(e -> e.kind() + ": " + e.text())
                    .containsExactly(
                            "message.paused: Update to " + TWO + "is paused, since: the figures were wrong",
                            "message.sending: Update to " + TWO + "goes on, since: the figures were wrong",
                            "message.cancelled: Update to " + TWO + "is cancelled, since: the figures were wrong");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereIsMissingAndAReasonIsNeeded(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            for (String verb : List.of("pause", "resume", "cancel", "withdraw", "correct")) {
                call(api, "/api/messages/99/" + verb, "{\"because\":\"x\",\"texts\":{\"en\":\"y\"}}")
                        .andExpect(status().isNotFound());
                call(api, "/api/messages/99/" + verb, "{}")
                        .andExpect(status().isBadRequest())
                        .andExpect(jsonPath("$.detail").value(containsString("'because'")));
            }
            api.perform(post("/api/deliveries/99/send-again")).andExpect(status().isNotFound());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsOfATopicIsWithdrawnAndWhatIsOutStays(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", ANA, BEN));
            desk.became(id, ANA, "delivered", null);
            call(api, "/api/messages/" + id + "/withdraw", WHY)
                    .andExpect(jsonPath("$.state").value("withdrawn"));
            call(api, "/api/messages/" + id + "/withdraw", WHY)
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.detail").value(containsString("can only be corrected")));
            assertThat(desk.evidence)
                    .anyMatch(e -> e.kind().equals("message.withdrawn") && e.by().equals(new Actor.Person("noor")));
            assertThat(desk.messages.takenBack("INC-7")).containsExactly(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheLoopWithdrawsSinceItIsOverIsNotTakenBackByAnybody(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", ANA, BEN));
            desk.became(id, ANA, "delivered", null);
            desk.transaction.executeWithoutResult(
                    tx -> desk.outbox.withdraw(World.LIVE, "INC-7/customer", "it is over"));
            assertThat(desk.state(id)).isEqualTo("withdrawn");
            assertThat(desk.messages.takenBack("INC-7")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionReachesThoseWhoWereToldAndNobodyElse(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            long id = desk.put(OutboxRig.text("customer", "Cards fail.", ANA, BEN, CAI));
            call(api, "/api/messages/" + id + "/correct", "{\"texts\":{\"en\":\"y\"},\"because\":\"wrong\"}")
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.detail").value(containsString("withdraw it instead")));
            desk.became(id, ANA, "delivered", null);
            desk.became(id, BEN, "failed", "30005");
            String right =
                    "{\"texts\":{\"en\":\"Cards work. Signing in fails.\"},\"because\":\"the figures were wrong\"}";
            call(api, "/api/messages/" + id + "/correct", right.replace("\"en\"", "\"fr\""))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.detail").value(containsString("told in en")));
            call(api, "/api/messages/" + id + "/correct", right.replace("Cards work.", "x".repeat(1_600)))
                    .andExpect(status().isBadRequest());
            call(api, "/api/messages/" + id + "/correct", right)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.version").value(2))
                    .andExpect(jsonPath("$.texts[0].text").value("Cards work. Signing in fails."));
            assertThat(desk.state(id)).isEqualTo("superseded");
            long fresh = desk.messages.of("INC-7").get(0).id();
            desk.put(OutboxRig.text("other", "Something else.", ANA));
            assertThat(desk.messages.told(fresh, 10))
                    .extracting(MessageLog.Told::recipient)
                    .containsExactly("somebody:" + ANA);
            call(api, "/api/messages/" + id + "/correct", right)
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.detail").value(containsString("correct message " + fresh)));
            assertThat(desk.evidence)
                    .anyMatch(e -> e.kind().equals("message.corrected")
                            && e.text().endsWith("the figures were wrong")
                            && e.by().equals(new Actor.Person("noor")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenCorrectsNoWordsUnlessTokensMayApproveAndItsScopeSaysSo(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Cards fail.", ANA, BEN));
            desk.became(id, ANA, "delivered", null);
            String path = "/api/messages/" + id + "/correct";
            String words = "{\"texts\":{\"en\":\"Anything at all.\"},\"because\":\"wrong\"}";
            call(byToken(desk, "people", "incidents", "approve"), path, words)
                    .andExpect(status().isForbidden())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.detail")
                            .value("A correction approves new words, and only a person does that"
                                    + " (holdfast.approvals=people)"));
            call(byToken(desk, "tokens-too", "incidents"), path, words)
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.detail")
                            .value("A correction approves new words: the token needs the scope 'approve'"));
            assertThat(desk.messages.of("INC-7")).hasSize(1);
            assertThat(desk.evidence).noneMatch(e -> e.kind().equals("message.corrected"));
            call(byToken(desk, "tokens-too", "incidents", "approve"), path, words)
                    .andExpect(status().isOk());
            // what only stops words is anybody's with the scope of the call
            call(byToken(desk, "people", "incidents"), "/api/messages/" + (id + 1) + "/withdraw", WHY)
                    .andExpect(status().isOk());
        }
    }

    private static MockMvc byToken(Desk desk, String approvals, String... scopes) {
        return MessagesApiForTests.over(
                desk.hand,
                desk.messages,
                desk.log,
                () -> new Caller("robot", true, Set.of(), Set.of(scopes)),
                approvals);
    }

    @ParameterizedTest
    @EnumSource
    void theLogFindsByIncidentStateChannelWholeNumberAndWordsAndMasksNumbers(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            long first = desk.put(OutboxRig.text("customer", "Signing in fails, 100 % sure.", ANA, BEN));
            desk.became(first, ANA, "doubtful", "not-found");
            desk.put(OutboxRig.message(
                    "guidance/cards",
                    OutboxRig.addresses(Channel.SLACK, "#floor-cards"),
                    Channel.SLACK,
                    "*Do* ask three questions",
                    true));
            found(api, "", 3);
            found(api, "?incident=inc-7", 3);
            found(api, "?incident=INC-8", 0);
            found(api, "?state=doubtful", 1)
                    .andExpect(jsonPath("$.items[0].address").value("+34…118"))
                    .andExpect(jsonPath("$.items[0].recipient").value("somebody:+34…118"))
                    .andExpect(jsonPath("$.items[0].problem").value(containsString("does not know it")))
                    .andExpect(jsonPath("$.items[0].canSendAgain").value(true));
            found(api, "?channel=slack", 1);
            found(api, "?q=" + "%2B34 600 111 118", 1)
                    .andExpect(jsonPath("$.items[0].state").value("doubtful"));
            found(api, "?q=0034600111118", 1);
            found(api, "?q=%2B346001111", 0);
            found(api, "?q=111118", 0);
            found(api, "?q=three QUESTIONS", 1);
            found(api, "?q=100 %25 s", 2);
            found(api, "?q=100_", 0);
            found(api, "?q=SIGNING&state=waiting", 1);
            api.perform(get("/api/deliveries?state=odd")).andExpect(status().isBadRequest());
            api.perform(get("/api/deliveries?channel=fax")).andExpect(status().isBadRequest());
            assertThat(desk.log.doubtful(io.holdfast.time.World.LIVE))
                    .containsExactly(java.util.Map.entry("INC-7", 1L));
        }
    }

    private static ResultActions found(MockMvc api, String query, int n) throws Exception {
        return api.perform(get(java.net.URI.create("/api/deliveries" + query.replace(" ", "%20"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items", hasSize(n)));
    }

    @ParameterizedTest
    @EnumSource
    void theLogGoesOnWhereItsPageEnded(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            String[] many = new String[150];
            for (int i = 0; i < many.length; i++) {
                many[i] = "+3460000" + (1000 + i);
            }
            desk.put(OutboxRig.text("customer", "Signing in fails.", many));
            List<DeliveryLog.Line> all = desk.log.find(io.holdfast.time.World.LIVE, DeliveryLog.Search.ALL, null, 500);
            assertThat(all).hasSize(150).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
            found(api(desk), "", 100)
                    .andExpect(jsonPath("$.next").value("" + all.get(99).id()));
            found(api(desk), "?after=" + all.get(99).id(), 50)
                    .andExpect(jsonPath("$.next").isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStayedDoubtfulIsSentAgainAndWhatArrivedIsNot(On on) throws Exception {
        try (Desk desk = new Desk(on)) {
            MockMvc api = api(desk);
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", ANA, BEN));
            desk.became(id, ANA, "doubtful", "not-found");
            desk.became(id, BEN, "delivered", null);
            List<DeliveryLog.Line> lines = desk.log.find(io.holdfast.time.World.LIVE, DeliveryLog.Search.ALL, null, 5);
            long ana = lines.stream()
                    .filter(l -> l.again())
                    .findFirst()
                    .orElseThrow()
                    .id();
            long ben = lines.stream()
                    .filter(l -> !l.again())
                    .findFirst()
                    .orElseThrow()
                    .id();
            api.perform(post("/api/deliveries/" + ana + "/send-again"))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.state").value("unknown"));
            api.perform(post("/api/deliveries/" + ben + "/send-again"))
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.detail").value(containsString("It is delivered")));
        }
    }
}
