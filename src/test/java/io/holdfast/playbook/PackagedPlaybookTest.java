package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagedPlaybookTest {

    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();

    // which bean a diagram asks is held against the real application elsewhere
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T09:00:00Z", "2040-01-01T00:00:00Z"})
    void thePackagedPlaybookHasNoFaultNowAndInYears(Instant now) {
        assertThat(new PlaybookCheck(new TextEngine(), new NamedParts(bean -> true)).check(packaged, now))
                .isEmpty();
    }

    @Test
    void pagesAreNoPartOfItAndPathsAreThoseOfTheRepository() {
        assertThat(packaged.paths())
                .contains("processes/catalog/journeys.yaml", "processes/incident.bpmn", "templates/fields.yaml")
                .noneMatch(path -> path.startsWith("templates/console/"));
    }
}
