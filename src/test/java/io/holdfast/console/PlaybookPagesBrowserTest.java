package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.TableView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The playbook is changed in a browser without script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaybookPagesBrowserTest {
    private static final String EDIT = "/playbook/edit?path=" + GalleryPlaybook.RULES;

    private ServletWebServerApplicationContext application;
    private Gallery gallery;
    private GalleryChanges changes;
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private String base;

    @BeforeAll
    void start() {
        application = (ServletWebServerApplicationContext) Gallery.start(0, true);
        gallery = application.getBean(Gallery.class);
        changes = application.getBean(GalleryChanges.class);
        base = "http://localhost:" + application.getWebServer().getPort();
        browser = Browser.start();
    }

    @AfterAll
    void stop() {
        browser.close();
        application.close();
    }

    @BeforeEach
    void open() {
        context = browser.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
        context.setDefaultTimeout(30_000); // the first table that is read loads all of FEEL
        page = context.newPage();
        gallery.show("incident", "kai");
        changes.proposed.clear();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private void press(String value) {
        page.locator("button[name=do][value='" + value + "']").last().click();
    }

    private TableView proposed() {
        assertThat(changes.proposed).hasSize(1);
        FileChange file = changes.proposed.get(0).get(0);
        assertThat(file.path()).isEqualTo(GalleryPlaybook.RULES);
        return TableView.of(
                file.path(),
                Objects.requireNonNull(file.content()).getBytes(StandardCharsets.UTF_8),
                Northbank.catalog());
    }

    @Test
    void aRuleAddedByTheFormYieldsAChangeWhoseFileHasThatRuleAtItsPlace() {
        page.navigate(base + EDIT + "&incident=INC-7");
        press("new:3");
        page.selectOption("#how-i1", "one");
        page.check("input[name='pick.i1'][value=sign-in]");
        page.selectOption("#how-i6", "none");
        page.check("input[name='pick.i6'][value=SEV4]");
        page.selectOption("#out-o1", "security-questions");
        page.fill("#out-o2", "Sign-in is hit");
        page.fill("#description", "Whatever it is.");
        press("keep");
        assertThat(page.locator("#difference").textContent()).contains("r4");
        page.fill("#because", "INC-7 waited for it");
        press("propose");
        TableView.Row row = proposed().rules().get(2);
        assertThat(row.id()).isEqualTo("r4");
        assertThat(row.inputs()).containsExactly("\"sign-in\"", "-", "-", "-", "-", "not(\"SEV4\")");
        assertThat(row.outputs()).containsExactly("\"security-questions\"", "\"Sign-in is hit\"");
        assertThat(row.description()).isEqualTo("Whatever it is.");
        assertThat(gallery.said).containsExactly("propose INC-7 waited for it INC-7 false by kai");
        assertThat(page.url()).contains("/changes/CHG-");
    }

    @Test
    void wrongFeelComesBackRefusedWithItsReasonAndTheDraftIsKept() {
        page.navigate(base + EDIT + "&rule=r1");
        page.selectOption("#how-i4", "feel");
        page.fill("#text-i4", "not(\"crm\"");
        page.fill("#because", "Because of the records");
        press("propose");
        assertThat(page.locator("[role=alert]").textContent()).contains("is refused", "r1");
        assertThat(page.inputValue("#because")).isEqualTo("Because of the records");
        press("open:r1");
        assertThat(page.inputValue("#text-i4")).isEqualTo("not(\"crm\"");
        assertThat(proposed().rules().get(0).inputs().get(0)).isEqualTo("\"sign-in\"");
    }

    @Test
    void aDraftOfAnOlderPlaybookShowsWhatCameMeanwhileAndGoesOnFromThereOnPurpose() {
        page.navigate(base + EDIT);
        page.evaluate("document.querySelector('#edit input[name=base]').value = '11'");
        page.evaluate("document.querySelector('#edit button[value=look]').click()");
        page.waitForSelector("#meanwhile");
        assertThat(page.locator("#meanwhile").textContent()).contains("playbook 11", "CHG-3", "r3");
        page.fill("#because", "Kept all the same");
        press("taken-over");
        assertThat(page.locator("#meanwhile").count()).isZero();
        assertThat(page.inputValue("#edit input[name=base]")).isNotEqualTo("11");
        assertThat(page.inputValue("#because")).isEqualTo("Kept all the same");
    }

    @Test
    void whatCantBeMeantIsSaidAtItsColumnAndTheFormIsKept() {
        page.navigate(base + "/playbook/edit?path=processes/decisions/triage.dmn");
        press("new:1");
        page.selectOption("#how-i1", "one");
        page.fill("#description", "Half a rule");
        press("keep");
        assertThat(page.locator("[role=alert]").first().textContent()).contains("Choose at least one");
        assertThat(page.inputValue("#description")).isEqualTo("Half a rule");
        assertThat(page.inputValue("#how-i1")).isEqualTo("one");
    }

    @Test
    void rulesAreMovedAndRemovedAndNothingElseOfTheFileChanges() {
        page.navigate(base + EDIT);
        press("down:r1");
        press("remove:r3");
        page.fill("#because", "Order");
        press("propose");
        assertThat(proposed().rules()).extracting(TableView.Row::id).containsExactly("r2", "r1");
    }

    @Test
    void aFormThatWasOnlyLookedAtChangesNoByte() {
        for (String table : List.of("thresholds", "triage", "waits")) {
            String path = "processes/decisions/" + table + ".dmn";
            page.navigate(base + "/playbook/edit?path=" + path);
            for (int place = 0; place < 3; place++) {
                page.locator("button[value^='open:']").nth(place).click();
            }
            press("keep");
            assertThat(page.locator("#difference").textContent()).as(table).contains("Nothing yet");
        }
    }

    @Test
    void anyOtherFileIsChangedAsTextAndItsDifferenceIsShownFirst() {
        page.navigate(base + "/playbook/edit?path=templates/sms/first.en.txt");
        String now = page.inputValue("#content");
        page.fill("#content", now + "One more.\n");
        press("look");
        assertThat(page.locator("#difference").textContent()).contains("1 line added");
        page.fill("#because", "Words");
        press("propose");
        assertThat(changes.proposed.get(0).get(0).content()).isEqualTo(now + "One more.\n");
    }

    @Test
    void anEmergencyIsOfferedOnlyToWhoMayApprove() {
        page.navigate(base + EDIT);
        assertThat(page.locator("input[name=emergency]").count()).isEqualTo(1);
        gallery.caller = Gallery.caller("mia");
        page.navigate(base + EDIT);
        assertThat(page.locator("input[name=emergency]").count()).isZero();
    }

    @Test
    void itsAuthorIsToldThatSomebodyElseApprovesAndAnotherDoesIt() {
        page.navigate(base + "/changes/CHG-4");
        assertThat(page.locator("main").textContent()).contains("You wrote it", "In 2 of 41");
        assertThat(page.locator("button[value=approve]").count()).isZero();
        gallery.caller = Gallery.caller("dana");
        page.navigate(base + "/changes/CHG-4");
        page.locator("button[value=reject]").click();
        assertThat(page.locator("[role=alert]").textContent()).contains("Say why not");
        page.fill("#because", "It would have helped");
        page.locator("button[value=approve]").click();
        assertThat(gallery.said).containsExactly("approve CHG-4 It would have helped by dana");
    }

    @Test
    void anEmergencyIsJudgedByAnotherAndWhatIsInForceIsRolledBackWithAReason() {
        page.navigate(base + "/changes/CHG-6");
        page.fill("#jb", "It held");
        page.locator("button[value=keep]").click();
        page.navigate(base + "/changes/CHG-3");
        page.fill("#rb", "Too early");
        page.locator("main .button--stop").click();
        assertThat(gallery.said).containsExactly("keep CHG-6 It held by kai", "roll back CHG-3 Too early by kai");
    }

    @Test
    void whoSaysYesReadsWhatOfAChangedTableWasNotAnalysed() {
        page.navigate(base + "/changes/CHG-7");
        assertThat(page.locator("#not-analysed").textContent()).contains("fallback-rules.dmn", "r4");
        page.navigate(base + "/changes/CHG-3");
        assertThat(page.locator("#not-analysed").count()).isZero();
    }

    @Test
    void bothCoursesOfAReplayedIncidentAreReadMinuteByMinute() {
        page.navigate(base + "/changes/CHG-1");
        page.locator("summary:has-text('Minute by minute')").click();
        assertThat(page.locator("details[open] ol li").allTextContents().stream()
                        .map(line -> line.replaceAll("\\s+", " ").strip()))
                .anyMatch(line -> line.contains("Severity SEV2") && !line.contains("as it"))
                .anyMatch(line -> line.endsWith("as it would be"))
                .anyMatch(line -> line.endsWith("as it was"));
        assertThat(page.locator("details[open] svg circle").count()).isEqualTo(10);
    }

    @Test
    void aChangeIsDownloadedAsAPatch() {
        gallery.show("incident", "mia");
        var answer = page.request().get(base + "/changes/CHG-3/change.patch");
        assertThat(answer.headers().get("content-type")).startsWith("text/x-diff");
        assertThat(answer.text())
                .contains("+++ b/templates/sms/first.en.txt", "+One more line.", "+++ b/processes/new.yaml");
    }

    @Test
    void whatWantsAWordIsOnTheFirstPageAndInTheTaskList() {
        for (String path : List.of("/", "/tasks")) {
            page.navigate(base + path);
            assertThat(page.locator("main").textContent())
                    .contains("2 changes of the playbook want somebody’s word", "CHG-4", "CHG-6");
        }
        page.locator("text=CHG-4").click();
        assertThat(page.url()).endsWith("/changes/CHG-4");
    }

    @Test
    void aTableIsDrawnAsModelersShowItWhenItIsAskedForAndNothingOfThatIsFetchedBefore() {
        List<String> fetched = new CopyOnWriteArrayList<>();
        List<String> complaints = new CopyOnWriteArrayList<>();
        try (BrowserContext scripted = browser.browser().newContext()) {
            scripted.setDefaultTimeout(30_000);
            Page drawn = scripted.newPage();
            drawn.onRequest(request -> fetched.add(request.url()));
            drawn.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            drawn.onPageError(complaints::add);
            drawn.navigate(base + "/playbook/file?path=" + GalleryPlaybook.RULES);
            assertThat(drawn.locator("#rule-r1").isVisible()).isTrue();
            assertThat(fetched).noneMatch(url -> url.contains("dmn-js"));
            drawn.click("#dmn summary");
            drawn.locator("#dmn-table[data-drawn=yes]").waitFor();
            assertThat(drawn.locator("#dmn-table tbody tr").count())
                    .isEqualTo(TableView.of(
                                    GalleryPlaybook.RULES,
                                    application
                                            .getBean(GalleryPlaybook.class)
                                            .content(GalleryPlaybook.RULES, null)
                                            .orElseThrow(),
                                    Northbank.catalog())
                            .rules()
                            .size());
            assertThat(drawn.locator("#dmn-table .powered-by").isVisible()).isTrue();
            assertThat(drawn.locator("#rule-r1").isVisible()).isFalse();
            drawn.setViewportSize(390, 844);
            assertThat(drawn.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            drawn.click("#dmn summary");
            assertThat(drawn.locator("#rule-r1").isVisible()).isTrue();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void withoutScriptATableIsReadAsRulesAndNothingElseIsOffered() {
        page.navigate(base + "/playbook/file?path=" + GalleryPlaybook.RULES);
        assertThat(page.locator("#rule-r1").isVisible()).isTrue();
        assertThat(page.locator("#dmn").isVisible()).isFalse();
    }
}
