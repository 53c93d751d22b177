package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.evidence.Deeds.Deed;
import io.holdfast.learn.Participants.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who took part, out of what people did. */
class TakingPartTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    private static Deed deed(String username, String kind) {
        return new Deed(username, AT, kind);
    }

    @Test
    void rolesAnswersAndNotesAreCountedInTheOrderInWhichPeopleCame() {
        List<Participant> took = TakingPart.of(
                List.of(
                        deed("dana", "task.claimed"),
                        deed("dana", "task.completed"),
                        deed("dana", "incident.commander"),
                        deed("priya", "task.completed"),
                        deed("priya", "incident.owner"),
                        deed("lee", "note"),
                        deed("lee", "note.corrected"),
                        deed("dana", "incident.severity"),
                        deed("dana", "task.completed")),
                Optional.of("dana"),
                Optional.of("priya"));
        assertThat(took)
                .containsExactly(
                        new Participant("dana", true, false, true, 2, 0, 1, false),
                        new Participant("priya", false, true, false, 1, 0, 0, false),
                        new Participant("lee", false, false, false, 0, 1, 0, false));
    }

    @Test
    void whoHandedCommandOnWasInCommandToo() {
        assertThat(TakingPart.of(
                        List.of(deed("dana", "incident.commander"), deed("omar", "incident.commander")),
                        Optional.of("omar"),
                        Optional.empty()))
                .filteredOn(Participant::commanded)
                .extracting(Participant::username)
                .containsExactly("dana", "omar");
    }

    @Test
    void whoOnlyReadWhatAgentsAreToldOrReportedItTookNoPart() {
        assertThat(TakingPart.of(
                        List.of(
                                deed("mia", "guidance.read"),
                                deed("ben", "guidance.seen-too"),
                                deed("ines", "signal"),
                                deed("kai", "review.written"),
                                deed("kai", "decision.verdict")),
                        Optional.empty(),
                        Optional.empty()))
                .isEmpty();
    }

    @Test
    void aRoleThatAProgramTookForSomebodyIsHis() {
        assertThat(TakingPart.of(List.of(), Optional.of("dana"), Optional.of("dana")))
                .containsExactly(new Participant("dana", true, true, false, 0, 0, 0, false));
    }
}
