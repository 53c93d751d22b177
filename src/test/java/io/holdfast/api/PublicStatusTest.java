package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as said to customers. */
class PublicStatusTest {

    @Test
    void whatALaterWordTookThePlaceOfWasSaidOnceItHadLeftForAnybody() {
        assertThat(PublicStatus.said("superseded", Map.of("delivered", 4012L, "superseded", 3L)))
                .isTrue();
        assertThat(PublicStatus.said("withdrawn", Map.of("sent", 1L))).isTrue();
        assertThat(PublicStatus.said("superseded", Map.of("superseded", 900L, "delivered", 0L)))
                .isFalse();
        assertThat(PublicStatus.said("superseded", Map.of())).isFalse();
        assertThat(PublicStatus.said("draft", Map.of())).isFalse();
        assertThat(PublicStatus.said("approved", Map.of())).isTrue();
    }
}
