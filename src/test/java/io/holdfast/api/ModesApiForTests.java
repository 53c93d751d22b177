package io.holdfast.api;

import io.holdfast.resolve.Flags;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Callers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The calls about modes and flags alone, without the rest of the API. */
public final class ModesApiForTests {
    private ModesApiForTests() {}

    public static MockMvc over(Modes modes, Flags flags, Callers callers) {
        return MockMvcBuilders.standaloneSetup(new ModesController(modes, callers), new FlagsController(flags))
                .setControllerAdvice(new Problems())
                .build();
    }
}
