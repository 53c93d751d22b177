package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplaySentenceTest {
    private static String sentence(String... verdicts) {
        int[] n = {0};
        List<Replay.Case> cases = Stream.of(verdicts)
                .map(v -> new Replay.Case("INC-" + ++n[0], "", v, List.of(), List.of(), "", null))
                .toList();
        return ReplaySentence.of(cases, 3, "past incidents", false).sentence();
    }

    @Test
    void ofHowManyIsSaidOnceWhateverComesFirst() {
        assertThat(sentence("worse", "worse"))
                .isEqualTo("In 2 of 3 past incidents it would have been worse: INC-1, INC-2.");
        assertThat(sentence("different"))
                .isEqualTo("In 1 of 3 past incidents it would have been merely different: INC-1.");
        assertThat(sentence("better", "worse"))
                .isEqualTo("In 1 of 3 past incidents it would have been better; in 1 it would have been worse: INC-2.");
    }
}
