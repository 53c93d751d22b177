package io.holdfast.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Team;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class CatalogControllerTest {

    private static Dependency dependency(String id, Dependency.Kind kind, List<String> needs) {
        return new Dependency(
                id, id, kind, "standard", null, null, null, "crm", "none", needs, List.of(), List.of(), false);
    }

    private static final Catalog CATALOG = new Catalog(
            "Northbank",
            ZoneId.of("Europe/London"),
            List.of("en"),
            List.of(new Journey(
                    "load-record",
                    "Load the record",
                    3,
                    "crm",
                    "Do you know me?",
                    List.of("bus", "crm"),
                    List.of(new Indicator("load_ms", Light.CONTEXT, "Time to load", "ms", Duration.ofMinutes(1))),
                    List.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of())),
            List.of(
                    dependency("bus", Dependency.Kind.INTEGRATION, List.of("crm", "cloud")),
                    dependency("crm", Dependency.Kind.CRM, List.of()),
                    dependency("cloud", Dependency.Kind.CLOUD, List.of()),
                    dependency("aside", Dependency.Kind.AI, List.of())),
            List.of(),
            List.of(),
            List.of(new Team("crm", "Records team", List.of("sam"), List.of(), Duration.ofMinutes(5), "#team-crm")),
            List.of());

    /** One version with that catalog. */
    private record One(long number, Catalog catalog) implements Playbook {
        @Override
        public java.util.Map<String, io.holdfast.catalog.Scenario> scenarios() {
            return java.util.Map.of();
        }

        @Override
        public List<FileEntry> files() {
            return List.of();
        }

        @Override
        public Optional<FileEntry> file(String path) {
            return Optional.empty();
        }

        @Override
        public byte[] bytes(String path) {
            return new byte[0];
        }
    }

    static final Playbooks PLAYBOOKS = new Playbooks() {
        @Override
        public void putInForce(World world, long number) {
            throw new UnsupportedOperationException("Nothing is put in force here");
        }

        @Override
        public long inForce(World world) {
            return 1;
        }

        @Override
        public Playbook number(long number) {
            return new One(number, CATALOG);
        }

        @Override
        public String definitionId(long number, String processKey) {
            return processKey;
        }
    };

    @Test
    void aJourneyNamesAllThatItCrossesAndEachThingOnce() throws Exception {
        MockMvcBuilders.standaloneSetup(new CatalogController(PLAYBOOKS))
                .build()
                .perform(get("/api/catalog"))
                .andExpect(content().json("""
                        {"id": "load-record", "name": "Load the record", "protectionOrder": 3, "owner": "crm",
                         "dependencies": ["bus", "crm", "cloud"], "modes": [],
                         "indicators": [{"metric": "load_ms", "light": "context", "expectedEvery": "PT1M"}]}
                        """.transform(journey -> "{\"journeys\": [" + journey + "]}")))
                .andExpect(jsonPath("$.dependencies[0].kind").value("integration"))
                .andExpect(jsonPath("$.dependencies[0].usedByHoldfast").value(false))
                .andExpect(jsonPath("$.teams[0].id").value("crm"))
                .andExpect(jsonPath("$.vendors").isEmpty())
                .andExpect(jsonPath("$.queues").isEmpty());
    }
}
