package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Lines of a replay as people read them. */
class ReplayLinesTest {
    private final ReplayLines lines = new ReplayLines(
            Northbank.catalog(), new LocalTimes(ZoneId.of("Europe/Madrid"), Instant.parse("2026-11-24T10:00:00Z")));

    @Test
    void timesAreTheHousesAndModesHaveTheirNames() {
        String mode = Northbank.catalog()
                .journey("sign-in")
                .orElseThrow()
                .modes()
                .get(0)
                .name();
        assertThat(lines.of("Mode sign-in/security-questions at 2026-11-23T08:25:33.555Z"))
                .isEqualTo("Mode “" + mode + "” ("
                        + Northbank.catalog().journey("sign-in").orElseThrow().name() + ") at Mon 23 Nov, 09:25");
    }

    @Test
    void whatIsNoTimeAndNoModeStaysAsItIs() {
        assertThat(lines.of("and/or 3/4 sign-in/no-such-mode 2026-99-99T99:99:99Z"))
                .isEqualTo("and/or 3/4 sign-in/no-such-mode 2026-99-99T99:99:99Z");
    }
}
