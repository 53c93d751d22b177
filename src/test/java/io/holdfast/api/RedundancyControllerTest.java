package io.holdfast.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.holdfast.time.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class RedundancyControllerTest {

    private final MockMvc api = MockMvcBuilders.standaloneSetup(
                    new RedundancyController(CatalogControllerTest.PLAYBOOKS, new SettableClock(false)))
            .setControllerAdvice(new Problems())
            .build();

    @Test
    void theReportTellsSinglePointsPerJourneyAndNoWhatIfWhereNothingIsLeftOut() throws Exception {
        api.perform(get("/api/redundancy"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.playbook").value(1))
                .andExpect(jsonPath("$.journeys[0].singlePoints.length()").value(3))
                .andExpect(jsonPath("$.findings[0].kind").value("single-point"))
                .andExpect(jsonPath("$.findings[0].level").value("warn"))
                .andExpect(jsonPath("$.whatIf").isEmpty());
    }

    @Test
    void whatIsLeftWithoutSomethingNamesLostThingsAndBrokenJourneys() throws Exception {
        api.perform(get("/api/redundancy").param("without", "cloud"))
                .andExpect(content().json("""
                        {"whatIf": {"without": [{"kind": "dependency", "id": "cloud"}], "lost": ["cloud", "bus"],
                         "journeys": [{"id": "load-record", "fate": "breaks", "modesLeft": [], "modesLost": []}],
                         "peopleLost": []}}
                        """));
    }

    @Test
    void aNameThatNothingHasIsAProblemThatNamesTheKnownOnes() throws Exception {
        api.perform(get("/api/redundancy").param("without", "clod").accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail")
                        .value(
                                "'clod' is no dependency, vendor, platform, control plane or region of the catalog; known"
                                        + " are bus, crm, cloud, aside."));
    }
}
