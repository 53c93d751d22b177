package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.holdfast.scorecard.FortyScorecard;
import io.holdfast.security.Caller;
import io.holdfast.time.SettableClock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The scorecard as programs read it, over the forty incidents. */
class ScorecardControllerTest {
    private static final String ALL = "from=2026-03-01&to=2026-11-30";
    private final FortyScorecard forty = new FortyScorecard("=HYPERLINK(\"x\"), slow");
    private final MockMvc api = MockMvcBuilders.standaloneSetup(
                    new ScorecardController(forty, CatalogControllerTest.PLAYBOOKS, new SettableClock(false)),
                    new VendorsController(
                            forty,
                            CatalogControllerTest.PLAYBOOKS,
                            new SettableClock(false),
                            () -> new Caller("ci", true, Set.of(), Set.of("*"))))
            .setControllerAdvice(new Problems())
            .defaultRequest(get("/").accept(MediaType.APPLICATION_JSON))
            .build();

    @Test
    void eachFigureSaysWhatItIsMadeOfAndWhereItsIncidentsAre() throws Exception {
        api.perform(get("/api/scorecard?" + ALL + "&by=vendor"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.percentile").value("nearest-rank"))
                .andExpect(jsonPath("$.by").value("vendor"))
                .andExpect(jsonPath("$.apart.merged").value(3))
                .andExpect(jsonPath("$.all.incidents").value(30))
                .andExpect(jsonPath("$.all.figures[?(@.id=='time-to-restore')].median")
                        .value(3000.0))
                .andExpect(jsonPath("$.all.figures[?(@.id=='time-to-restore')].leftOut")
                        .value(1))
                .andExpect(jsonPath("$.all.figures[?(@.id=='repeated-in-30-days')].yes")
                        .value(13))
                .andExpect(jsonPath("$.all.impact[0].journey").value("sign-in"))
                .andExpect(jsonPath("$.all.impact[0].cost.high").value(11120.0))
                .andExpect(jsonPath("$.groups[0].id").value("harrow"))
                .andExpect(jsonPath("$.groups[0].figures[4].incidents")
                        .value(org.hamcrest.Matchers.containsString("&by=vendor&group=harrow")))
                .andExpect(jsonPath("$.noise[0].precision").value(0.25));
    }

    @Test
    void aTableIsGivenToWhoeverAcceptsOneOrAsksForTheFile() throws Exception {
        String table = api.perform(get("/api/scorecard?" + ALL + "&by=severity").accept("text/csv"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> lines = List.of(table.split("\r\n"));
        assertThat(lines.get(0))
                .isEqualTo("by,group,name,incidents,figure,unit,count,left_out,median,p90,yes,share,low,high");
        assertThat(lines).contains(",,All,30,time-to-restore,seconds,29,1,3000,4500,,,,");
        assertThat(lines).contains(",,All,30,impact-minutes,minutes,29,1,50,75,,,1464,1464");
        assertThat(lines).anyMatch(l -> l.startsWith("severity,SEV1,SEV1,3,decisions,count,3,0,5,6"));
        api.perform(get("/api/scorecard.csv?" + ALL + "&by=severity").accept(MediaType.ALL))
                .andExpect(content().string(table));
    }

    @Test
    void whatAProgramOfFiguresWouldTakeForAFormulaIsNone() {
        assertThat(ScorecardCsv.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(ScorecardCsv.cell("@sum")).isEqualTo("'@sum");
        assertThat(ScorecardCsv.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(ScorecardCsv.cell("Sign in")).isEqualTo("Sign in");
    }

    @Test
    void incidentsBehindAFigureComeInPages() throws Exception {
        api.perform(get("/api/scorecard/incidents?" + ALL + "&figure=time-to-restore"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(30))
                .andExpect(jsonPath("$.next").isEmpty());
    }

    @Test
    void whatDoesNotFitIsToldWithWhatWouldBeRight() throws Exception {
        refused(
                "/api/scorecard?from=yesterday",
                "'from' is 'yesterday'; write a day as 2026-09-01, or a time as 2026-09-01T08:00:00Z");
        refused(
                "/api/scorecard?from=2026-12-01&to=2026-11-01",
                "'from' (2026-12-01T00:00:00Z) lies after 'to' (2026-11-02T00:00:00Z); write the earlier one first");
        refused(
                "/api/scorecard?by=colour",
                "'by' is journey, vendor, team, severity or month, or left out; not 'colour'");
        api.perform(get("/api/scorecard/incidents?figure=speed"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail")
                        .value(org.hamcrest.Matchers.startsWith(
                                "There is no figure 'speed'; there are time-to-detect, ")));
    }

    private void refused(String address, String because) throws Exception {
        api.perform(get(address).accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(because));
    }

    @Test
    void aVendorsCardNamesWhatHeHasNotAnswered() throws Exception {
        api.perform(get("/api/vendors?" + ALL))
                .andExpect(jsonPath("$.items[0].id").value("harrow"))
                .andExpect(jsonPath("$.items[0].questionsOpen").value(8));
        api.perform(get("/api/vendors/harrow?" + ALL))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.vendor.answerWithin").value("15 minutes"))
                .andExpect(jsonPath("$.gaps[?(@.id=='backup')].question").exists())
                .andExpect(jsonPath("$.gaps[?(@.id=='clouds')]").isEmpty())
                .andExpect(jsonPath("$.figures.figures[?(@.id=='vendor-notice')].median")
                        .value(540.0))
                .andExpect(jsonPath("$.incidents[0].noticeSeconds").value(540));
        api.perform(get("/api/vendors/nobody"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("The catalog has no vendor nobody"));
    }

    @Test
    void aHistoryIsTakenInAsItIs() throws Exception {
        api.perform(post("/api/vendors/harrow/history")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"incidents\":[{\"id\":\"a\",\"created_at\":\"2026-05-12T08:40:00Z\"}]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.added").value(1));
        api.perform(post("/api/vendors/harrow/history")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("[]"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail")
                        .value(org.hamcrest.Matchers.startsWith("There is no list 'incidents' at the top")));
        api.perform(post("/api/vendors/harrow/answers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isBadRequest());
    }
}
