package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.ModesApiForTests;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Flags;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Caller;
import io.holdfast.time.Ids;
import io.holdfast.time.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** What a token may do of what changes how customers are served: no more than Holdfast by itself, unless it may approve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ByTokenContract {
    private static final Actor DANA = new Actor.Person("dana");
    private static final Caller ROBOT = new Caller("robot", true, Set.of(), Set.of("incidents"));
    private static final Caller APPROVER = new Caller("approver", true, Set.of(), Set.of("incidents", "approve"));
    private static final String ON = "{\"mode\":\"security-questions\",\"because\":\"sign-ins fail\"}";

    private Loop loop;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        loop = new Loop(
                database(), true, Map.of("processes/decisions/guardrails.dmn", lettingSecurityQuestionsOnOnceAnHour()));
    }

    @AfterEach
    void asItWas() {
        for (ModeSwitch left : modes().current(World.LIVE)) {
            modes().undo(World.LIVE, left.journey(), left.mode(), "the test is over", DANA);
        }
        if (!automation().now(World.LIVE).on()) {
            automation().turn(World.LIVE, true, "the test is over", DANA);
        }
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    /** The packaged table, with a row before all others that lets one mode on by itself, in one segment, once an hour. */
    private static String lettingSecurityQuestionsOnOnceAnHour() {
        String row = """
                <rule id="r0">
                  <description>For tests.</description>
                  <inputEntry id="r0i1" expressionLanguage="feel"><text>"mode.switch"</text></inputEntry>
                  <inputEntry id="r0i2" expressionLanguage="feel"><text>true</text></inputEntry>
                  <inputEntry id="r0i3" expressionLanguage="feel"><text></text></inputEntry>
                  <inputEntry id="r0i4" expressionLanguage="feel"><text>"security-questions"</text></inputEntry>
                  <inputEntry id="r0i5" expressionLanguage="feel"><text></text></inputEntry>
                  <inputEntry id="r0i6" expressionLanguage="feel"><text></text></inputEntry>
                  <inputEntry id="r0i7" expressionLanguage="feel"><text></text></inputEntry>
                  <inputEntry id="r0i8" expressionLanguage="feel"><text></text></inputEntry>
                  <outputEntry id="r0o1" expressionLanguage="feel"><text>"act"</text></outputEntry>
                  <outputEntry id="r0o2" expressionLanguage="feel"><text>"It is tried out"</text></outputEntry>
                  <outputEntry id="r0o3" expressionLanguage="feel"><text>1</text></outputEntry>
                  <outputEntry id="r0o4" expressionLanguage="feel"><text></text></outputEntry>
                </rule>
                """;
        try {
            return Files.readString(Path.of("processes/decisions/guardrails.dmn"))
                    .replace("<rule id=\"r1\">", row + "<rule id=\"r1\">");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Modes modes() {
        return loop.bean(Modes.class);
    }

    private Automation automation() {
        return loop.bean(Automation.class);
    }

    private ResultActions modes(Caller caller, String journey, String body) throws Exception {
        return call(
                ModesApiForTests.over(
                        modes(),
                        loop.bean(Playbooks.class),
                        loop.bean(Flags.class),
                        () -> caller,
                        loop.bean(JdbcClient.class),
                        loop.bean(Ids.class),
                        loop.clock),
                "/api/modes/" + journey,
                body);
    }

    private ResultActions automation(Caller caller, String approvals, String state) throws Exception {
        return call(
                ModesApiForTests.automation(
                        automation(),
                        loop.bean(AgentLevels.class),
                        loop.bean(Playbooks.class),
                        loop.bean(Flags.class),
                        () -> caller,
                        approvals),
                "/api/automation",
                "{\"state\":\"" + state + "\",\"because\":\"a test\"}");
    }

    private static ResultActions call(MockMvc api, String path, String body) throws Exception {
        return api.perform(post(path)
                .accept(MediaType.APPLICATION_JSON)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    @Test
    void aModeThatTheGuardrailsLeaveToAPersonIsNotATokensAndTheirWordStaysInTheRecord() throws Exception {
        long before = loop.chain.kinds(Entry.HOUSE).stream()
                .filter("decision"::equals)
                .count();
        String wanted = "{\"mode\":\"phone-orders\",\"because\":\"a robot thinks so\"}";
        for (Caller token : new Caller[] {ROBOT, APPROVER}) {
            modes(token, "payment-change", wanted)
                    .andExpect(status().isForbidden())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.detail")
                            .value(allOf(
                                    containsString("what the guardrails leave to a person"),
                                    containsString("only a person does that (holdfast.approvals=people)"))));
        }
        assertThat(modes().current(World.LIVE)).isEmpty();
        assertThat(loop.chain.kinds(Entry.HOUSE).stream().filter("decision"::equals))
                .hasSize((int) before + 2);
        modes(Loop.DANA, "payment-change", wanted).andExpect(status().isOk());
    }

    @Test
    void aModeThatMayGoOnByItselfIsATokensTooAndNoOftenerThanTheTableSays() throws Exception {
        modes(ROBOT, "sign-in", ON).andExpect(status().isOk());
        assertThat(modes().current(World.LIVE)).extracting(ModeSwitch::mode).containsExactly("security-questions");
        modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
        modes(ROBOT, "sign-in", ON)
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("1 is the most")));
        modes(Loop.DANA, "sign-in", ON).andExpect(status().isOk());
    }

    @Test
    void anyTokenOfTheScopeStopsAutomationAndOnlyOneThatMayApproveLetsItOnAgain() throws Exception {
        automation(ROBOT, "people", "off").andExpect(status().isOk());
        modes(ROBOT, "sign-in", ON).andExpect(status().isForbidden());
        automation(APPROVER, "people", "on")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("only a person does that")));
        automation(ROBOT, "tokens-too", "on")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.detail").value(containsString("the token needs the scope 'approve'")));
        assertThat(automation().now(World.LIVE).on()).isFalse();
        automation(APPROVER, "tokens-too", "on").andExpect(status().isOk());
        assertThat(automation().now(World.LIVE).on()).isTrue();
    }
}
