package io.holdfast.api;

import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Flags;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Callers;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The calls about modes and flags alone, without the rest of the API. */
public final class ModesApiForTests {
    private ModesApiForTests() {}

    public static MockMvc over(
            Modes modes, Playbooks playbooks, Flags flags, Callers callers, JdbcClient db, Ids ids, Times times) {
        FlagStream stream = new FlagStream(flags, new StreamKeys(db, ids, times), times, "http://localhost:8080");
        return MockMvcBuilders.standaloneSetup(
                        new ModesController(modes, playbooks, callers), new FlagsController(flags, stream))
                .setControllerAdvice(new Problems())
                .build();
    }

    /** The kill switch's calls, with {@code approvals} as {@code holdfast.approvals}. */
    public static MockMvc automation(
            Automation automation,
            AgentLevels levels,
            Playbooks playbooks,
            Flags flags,
            Callers callers,
            String approvals) {
        return MockMvcBuilders.standaloneSetup(
                        new AutomationController(automation, levels, playbooks, flags, callers, approvals))
                .setControllerAdvice(new Problems())
                .build();
    }
}
