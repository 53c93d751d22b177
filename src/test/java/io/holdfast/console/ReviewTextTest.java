package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.api.PublicStatus;
import io.holdfast.facts.FactSheet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** Reviews as they are downloaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewTextTest {
    private ServletWebServerApplicationContext application;
    private RestClient client;

    @BeforeAll
    void start() {
        application = (ServletWebServerApplicationContext) Gallery.start(0, true);
        application.getBean(Gallery.class).show("learn", "kai");
        client = RestClient.create(
                "http://localhost:" + application.getWebServer().getPort());
    }

    @AfterAll
    void stop() {
        application.close();
    }

    private ResponseEntity<String> get(String path) {
        return client.get().uri(path).retrieve().toEntity(String.class);
    }

    @Test
    void theMarkdownHasFiguresTextsDecisionsChangesAndActionsWithNamesEscaped() {
        ResponseEntity<String> answer = get("/incidents/INC-7/review.md");
        assertThat(answer.getHeaders().getContentType()).hasToString("text/markdown;charset=UTF-8");
        assertThat(answer.getHeaders().getContentDisposition().getFilename()).isEqualTo("INC-7-review.md");
        assertThat(answer.getBody())
                .startsWith("# INC-7: ")
                .contains(
                        "## Figures\n\n- Detected 6 min after the onset",
                        "## Who took part\n\n- Dana Ortiz – in command, the first to take it, answered 5 tasks, wrote 2 notes",
                        "- Lee Novak – added by whoever wrote the review",
                        "## What was slow\n\n- Take command: due at 09:05",
                        "## What was overruled\n\n- Severity: SEV3 by the rules, made SEV2 by \\*Dana\\* Ortiz",
                        "## In short",
                        "### Order",
                        "- Add a probe \\| to the node – Kai",
                        "CHG-4",
                        "guardrails.dmn r6",
                        "\\*sign-ins\\*");
    }

    @Test
    void thePageForPrintingStandsAloneAndLetsNoMarkupOrScriptLinkThrough() {
        String page = get("/incidents/INC-7/review.html").getBody();
        assertThat(page)
                .contains(
                        "&lt;script&gt;",
                        "<strong>cache node</strong>",
                        "https://tracker.example/1",
                        "the graph",
                        "@media print")
                .doesNotContain("elsewhere.example", "<img", "<script", "href=\"javascript", "src=", "<link");
    }

    @Test
    void customersReadOnlyWhatTheyWereToldInTheirLanguage() {
        String own = get("/incidents/INC-7/review.md?for=customers").getBody();
        assertThat(own)
                .startsWith("# Northbank")
                .contains("## What we said so far")
                .doesNotContain("INC-7", "Dana", "Lee", "took part", "Kai", "Priya", "dmn", "cache node", "SEV");
        assertThat(get("/incidents/INC-7/review.html?for=customers&lang=es").getBody())
                .contains("<html lang=\"es\">");
    }

    @Test
    void theLastWordToCustomersSaysThatItIsOver() {
        Instant at = Instant.parse("2026-11-23T10:00:00Z");
        Map<String, FactSheet.Words> words = Map.of(
                "en", new FactSheet.Words("Since 08:52 signing in may fail.", "", "", "We do not know yet."),
                "es", new FactSheet.Words("Desde las 08:52 puede fallar.", "", "", "No sabemos."));
        PublicStatus.Problem problem = new PublicStatus.Problem(
                "INC-7",
                "Sign-ins fail",
                "major",
                "resolved",
                at,
                at,
                at,
                null,
                List.of(),
                List.of("sign-in"),
                words,
                List.of(
                        new PublicStatus.Word("INC-7-2", at.plusSeconds(60), "resolved", false, words),
                        new PublicStatus.Word("INC-7-1", at, "identified", false, words)));
        assertThat(StatusPage.problem(problem, "en").said())
                .extracting(StatusPage.Said::text)
                .containsExactly("It is over. Everything works again.", "Since 08:52 signing in may fail.");
        assertThat(StatusPage.problem(problem, "es").said().get(0).text()).startsWith("Ha terminado.");
    }

    @Test
    void aWordThatWasTakenBackIsMarkedWhoeverReadsItAndKeepsNoOtherSilent() {
        Instant at = Instant.parse("2026-11-23T10:00:00Z");
        Map<String, FactSheet.Words> words = Map.of("en", new FactSheet.Words("Signing in may fail.", "", "", ""));
        PublicStatus.Problem problem = new PublicStatus.Problem(
                "INC-7",
                "Sign-ins fail",
                "major",
                "identified",
                at,
                at,
                null,
                null,
                List.of(),
                List.of("sign-in"),
                words,
                List.of(
                        new PublicStatus.Word("INC-7-3", at.plusSeconds(120), "identified", false, words),
                        new PublicStatus.Word("INC-7-2", at.plusSeconds(60), "resolved", true, words),
                        new PublicStatus.Word("INC-7-1", at, "identified", false, words)));
        StatusPage.Problem shown = StatusPage.problem(problem, "en");
        assertThat(shown.said())
                .extracting(StatusPage.Said::text, StatusPage.Said::takenBack)
                .containsExactly(
                        tuple("Signing in may fail.", false),
                        tuple("It is over. Everything works again.", true),
                        tuple("Signing in may fail.", false));
        assertThat(ReviewText.forCustomers(
                        "Northbank",
                        shown,
                        PageWords.of("status", "en"),
                        new LocalTimes(java.time.ZoneId.of("Europe/Madrid"), at, java.util.Locale.ENGLISH)))
                .containsOnlyOnce("We stopped sending this message.");
    }

    @Test
    void whatIsWatchedIsToldAsLookingFixedAndEveryWordStandsThere() {
        Instant at = Instant.parse("2026-11-23T10:00:00Z");
        Map<String, FactSheet.Words> bad =
                Map.of("en", new FactSheet.Words("Signing in may fail.", "Cards work.", "Call us.", "We do not know."));
        Map<String, FactSheet.Words> watched =
                Map.of("en", new FactSheet.Words("Signing in may fail.", "Cards work.", "Call us.", "It looks fixed."));
        StatusPage.Problem shown = StatusPage.problem(
                new PublicStatus.Problem(
                        "INC-7",
                        "Sign-ins fail",
                        "major",
                        "monitoring",
                        at,
                        at,
                        null,
                        null,
                        List.of(),
                        List.of("sign-in"),
                        watched,
                        List.of(
                                new PublicStatus.Word("INC-7-3", at.plusSeconds(120), "monitoring", false, watched),
                                new PublicStatus.Word("INC-7-2", at.plusSeconds(60), "identified", false, bad),
                                new PublicStatus.Word("INC-7-1", at, "identified", false, bad))),
                "en");
        assertThat(shown.watched()).isTrue();
        assertThat(shown.said())
                .extracting(StatusPage.Said::text)
                .containsExactly(
                        "It looks fixed.",
                        "Signing in may fail. Cards work. Call us.",
                        "Signing in may fail. Cards work. Call us.");
    }

    @Test
    void textInWhichNothingIsMeantAsAMarkIsShownAsItIs() {
        String odd = "1. *a* _b_ [c](d) `e` <f> # - | \\";
        assertThat(Markdown.html(Markdown.plain(odd))).isEqualTo("<p>1. *a* _b_ [c](d) `e` &lt;f&gt; # - | \\</p>\n");
        assertThat(Markdown.html(Markdown.plain("a\n\n# b"))).isEqualTo("<p>a # b</p>\n");
    }
}
