package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackagedPlaybookTest {

    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();

    @Test
    void thePackagedPlaybookHasNoFault() {
        // which bean a diagram asks is held against the real application elsewhere
        assertThat(new PlaybookCheck(new TextEngine(), bean -> true).check(packaged))
                .isEmpty();
    }

    @Test
    void pagesAreNoPartOfItAndPathsAreThoseOfTheRepository() {
        assertThat(packaged.paths())
                .contains("processes/catalog/journeys.yaml", "processes/incident.bpmn", "templates/fields.yaml")
                .noneMatch(path -> path.startsWith("templates/console/"));
    }
}
