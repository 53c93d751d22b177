package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The pages in a real browser, over a story. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserTest {
    /** Page, scene and reader. */
    private static final List<String> PAGES = List.of(
            "/ calm dana",
            "/ incident dana",
            "/ two dana",
            "/ empty ada",
            "/ learn kai",
            "/ hostile dana",
            "/incidents learn dana",
            "/incidents?q=nothing&state=open&severity=SEV1 learn dana",
            "/scorecard calm kai",
            "/scorecard?from=2026-03-01&to=2026-11-30&by=vendor calm kai",
            "/scorecard?from=2026-03-01&to=2026-11-30&by=month hostile kai",
            "/scorecard?from=2001-03-01&to=2001-11-30 calm mia",
            "/scorecard/incidents?from=2026-03-01&to=2026-11-30&figure=time-to-restore calm kai",
            "/scorecard/incidents?from=2026-03-01&to=2026-11-30&by=vendor&group=harrow&figure=failover hostile kai",
            "/vendors?from=2026-03-01&to=2026-11-30 calm kai",
            "/vendors/harrow?from=2026-03-01&to=2026-11-30 calm kai",
            "/vendors/harrow?from=2026-03-01&to=2026-11-30 hostile kai",
            "/vendors/ringwell calm mia",
            "/vendors/harrow/notices?incident=INC-10 hostile kai",
            "/actions calm kai",
            "/actions?state=all hostile kai",
            "/actions/a1 calm kai",
            "/actions/a3 calm mia",
            "/incidents/INC-7 going dana",
            "/incidents/INC-7 learn dana",
            "/incidents/INC-7 hostile dana",
            "/incidents/INC-7/command incident dana",
            "/incidents/INC-7/command hostile dana",
            "/incidents/INC-7/command going dana",
            "/incidents/INC-7/diagram going dana",
            "/tasks incident dana",
            "/tasks hostile dana",
            "/tasks/t-update incident dana",
            "/tasks/t-backlog going dana",
            "/tasks/t-actions learn dana",
            "/tasks/t-mitigate going mia",
            "/floor two rosa",
            "/floor/cards going mia",
            "/floor/cards calm mia",
            "/floor/cards hostile mia",
            "/ sending dana",
            "/incidents/INC-7 sending dana",
            "/messages sending dana",
            "/messages hostile dana",
            "/messages empty dana",
            "/messages/42/cancel sending dana",
            "/messages/deliveries/2/send-again sending dana",
            "/automation incident dana",
            "/automation calm mia",
            "/decisions incident dana",
            "/decisions/d1 incident dana",
            "/decisions/d2 incident mia",
            "/outbox going dana",
            "/outbox hostile dana",
            "/outbox empty dana",
            "/status going dana",
            "/status?lang=es going dana",
            "/status sending dana",
            "/status calm dana",
            "/status incident dana",
            "/status hostile dana",
            "/status learn dana",
            "/sign-in calm dana",
            "/sign-in?error=account calm dana",
            "/more calm ada",
            "/drills calm kai",
            "/drills/DRILL-3 calm kai",
            "/drills/DRILL-4 calm mia",
            "/drills/DRILL-5 calm kai",
            "/redundancy calm kai",
            "/redundancy?without=crm calm kai",
            "/redundancy?without=hall calm kai",
            "/playbook/grab-bag calm kai",
            "/playbook calm kai",
            "/playbook?incident=INC-7 learn dana",
            "/playbook/history calm kai",
            "/playbook/file?path=processes/decisions/fallback-rules.dmn calm kai",
            "/playbook/file?path=processes/decisions/fallback-rules.dmn&version=1 calm kai",
            "/playbook/file?path=processes/decisions/thresholds.dmn calm mia",
            "/playbook/file?path=templates/sms/first.es.txt calm kai",
            "/playbook/file?path=processes/incident.bpmn calm kai",
            "/playbook/edit?path=processes/decisions/fallback-rules.dmn&rule=r1 learn kai",
            "/playbook/edit?path=processes/decisions/triage.dmn&rule=r3 calm dana",
            "/playbook/edit?path=processes/decisions/fallback-rules.dmn&change=CHG-5 calm dana",
            "/playbook/edit?path=processes/catalog/house.yaml calm kai",
            "/playbook/edit?path=processes/scenarios/our-own.yaml calm kai",
            "/changes incident dana",
            "/changes calm kai",
            "/changes/CHG-1 incident dana",
            "/changes/CHG-2 incident dana",
            "/changes/CHG-3 incident dana",
            "/changes/CHG-4 incident dana",
            "/changes/CHG-4 incident kai",
            "/changes/CHG-5 incident kai",
            "/changes/CHG-6 incident kai",
            "/changes/CHG-6 incident mia",
            "/changes/CHG-7 incident dana",
            "/incidents/INC-7/review learn kai",
            "/incidents/INC-7/review going dana",
            "/incidents/INC-7/review hostile dana",
            "/incidents/INC-7/review?for=customers learn kai",
            "/incidents/INC-7/review?for=customers&lang=es learn kai",
            "/people calm ada",
            "/people/account?username=dana calm ada",
            "/settings/me/password calm ada");

    private ServletWebServerApplicationContext application;
    private Gallery gallery;
    private Browser browser;
    private String base;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    void start() {
        application = (ServletWebServerApplicationContext) Gallery.start(0, true);
        gallery = application.getBean(Gallery.class);
        base = "http://localhost:" + application.getWebServer().getPort();
        browser = Browser.start();
    }

    @AfterAll
    void stop() {
        browser.close();
        application.close();
    }

    @AfterEach
    void closeContexts() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        complaints.clear();
    }

    private Page page(int width, int height, ColorScheme scheme, boolean script) {
        BrowserContext context = browser.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setJavaScriptEnabled(script)
                        .setColorScheme(scheme));
        contexts.add(context);
        context.setDefaultTimeout(5_000);
        Page page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") || m.type().equals("warning")) {
                complaints.add(page.url() + ": " + m.text());
            }
        });
        page.onPageError(e -> complaints.add(page.url() + ": " + e));
        return page;
    }

    private Page desktop() {
        return page(1440, 900, ColorScheme.LIGHT, true);
    }

    private void open(Page page, String line) {
        String[] parts = line.split(" ");
        gallery.show(parts[1], parts[2]);
        assertThat(page.navigate(base + parts[0]).status()).as(line).isEqualTo(200);
    }

    @Test
    void onAPhoneNoPageScrollsSidewaysNorComplainsAndWhatCanBePressedIsLargeEnoughForAFinger() {
        Page page = page(390, 844, ColorScheme.LIGHT, true);
        String small = """
                [...document.querySelectorAll('button, a.button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea, .nav a, label.check, summary')]
                  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
                  .map(e => e.outerHTML.slice(0, 80))
                """;
        for (String line : PAGES) {
            open(page, line);
            Object over = page.evaluate("document.documentElement.scrollWidth - innerWidth");
            assertThat(((Number) over).intValue()).as(line).isLessThanOrEqualTo(0);
            assertThat(page.title()).as(line).isNotBlank();
            assertThat((Boolean) page.evaluate("document.querySelectorAll('main h1, main h2').length > 0"))
                    .as(line)
                    .isTrue();
            assertThat((List<?>) page.evaluate(small)).as(line).isEmpty();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void wordsStandOutFromTheirGroundInLightAndDark() {
        String contrasts = """
                () => {
                  const lum = c => { const [r,g,b] = c.map(v => { v /= 255; return v <= 0.03928 ? v/12.92 : Math.pow((v+0.055)/1.055, 2.4); }); return 0.2126*r+0.7152*g+0.0722*b; };
                  const rgb = s => { const m = s.match(/[\\d.]+/g).map(Number); return m.length === 4 && m[3] === 0 ? null : m.slice(0,3); };
                  const bad = new Set();
                  for (const e of document.querySelectorAll('body *')) {
                    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility() || e.closest('.hidden, .skip, .canvas')) continue;
                    let g = e, ground = null;
                    while (g && !ground) { ground = rgb(getComputedStyle(g).backgroundColor); g = g.parentElement; }
                    const style = getComputedStyle(e), a = lum(rgb(style.color)), b = lum(ground || [255,255,255]);
                    const ratio = (Math.max(a,b)+0.05)/(Math.min(a,b)+0.05);
                    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700);
                    if (ratio < (large ? 3 : 4.5)) bad.add(e.className + ' "' + e.textContent.slice(0,30) + '" ' + ratio.toFixed(2));
                  }
                  return [...bad];
                }
                """;
        Page page = desktop();
        for (String line : List.of(
                "/ two dana",
                "/incidents/INC-7 going dana",
                "/incidents/INC-7 learn dana",
                "/incidents/INC-7/command incident dana",
                "/tasks/t-backlog going dana",
                "/ sending dana",
                "/incidents/INC-7 sending dana",
                "/messages sending dana",
                "/outbox going dana",
                "/status going dana",
                "/status incident dana",
                "/playbook incident kai",
                "/playbook/file?path=processes/decisions/fallback-rules.dmn calm kai",
                "/playbook/edit?path=processes/decisions/fallback-rules.dmn&change=CHG-5&rule=r1 calm dana",
                "/changes incident dana",
                "/changes/CHG-4 incident dana",
                "/changes/CHG-5 incident kai",
                "/incidents/INC-7/review learn kai",
                "/incidents/INC-7/review?for=customers learn kai",
                "/floor/cards two mia",
                "/floor/cards calm mia",
                "/scorecard?from=2026-03-01&to=2026-11-30&by=vendor calm kai",
                "/vendors/harrow?from=2026-03-01&to=2026-11-30 calm kai",
                "/actions?state=all calm kai",
                "/sign-in calm dana")) {
            open(page, line);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat((List<?>) page.evaluate(contrasts))
                        .as(scheme + " " + line)
                        .isEmpty();
            }
        }
    }

    @Test
    void chartsAreDrawnWhereAScriptCanAndTheTablesSayTheSameWithoutOneAndOnPaper() {
        String address = "/scorecard?from=2026-03-01&to=2026-11-30&by=vendor calm kai";
        Page page = page(1440, 900, ColorScheme.DARK, true);
        open(page, address);
        page.waitForSelector("[data-drawn=yes] canvas");
        assertThat(page.locator(".chart canvas").count()).isEqualTo(3);
        assertThat(page.locator("h1").textContent())
                .isEqualTo("30 real incidents; half of them worked again within 50 min.");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
        assertThat(page.locator(".charts").isVisible()).isFalse();
        assertThat(page.locator(".figures").first().isVisible()).isTrue();
        assertThat(page.locator("form").first().isVisible()).isFalse();
        assertThat(complaints).isEmpty();

        Page plain = page(1440, 900, ColorScheme.LIGHT, false);
        open(plain, address);
        assertThat(plain.locator(".charts").isVisible()).isFalse();
        assertThat(plain.locator("table.grid tbody tr").count()).isEqualTo(3);
        assertThat(plain.locator("tr", new Page.LocatorOptions().setHasText("Until it worked again"))
                        .first()
                        .textContent())
                .contains("50 min", "1 h 15 min", "of 29, 1 left out");
        plain.locator("a", new Page.LocatorOptions().setHasText("Until it worked again"))
                .first()
                .click();
        plain.waitForURL(url -> url.contains("figure=time-to-restore"));
        assertThat(plain.locator(".behind").count()).isEqualTo(30);
    }

    @Test
    void aTimeThatDoesNotReadIsToldWithWhatWouldBeRight() {
        Page page = desktop();
        gallery.show("calm", "kai");
        assertThat(page.navigate(base + "/scorecard?from=yesterday").status()).isEqualTo(400);
        assertThat(page.locator("[role=alert]").textContent())
                .contains("'from' is 'yesterday'; write a day as 2026-09-01");
        assertThat(page.navigate(base + "/scorecard?from=2026-11-30&to=2026-03-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anActionIsDoneByOneButtonAndOverdueOnesAreOnTheFirstPage() {
        Page page = page(1440, 900, ColorScheme.LIGHT, false);
        open(page, "/ calm kai");
        Locator overdue = page.locator("section", new Page.LocatorOptions().setHasText("Overdue actions"));
        assertThat(overdue.textContent()).contains("A second provider for sign-in", "overdue since Tue 3 Nov 2026");
        overdue.locator("a", new Locator.LocatorOptions().setHasText("All actions"))
                .click();
        page.locator("button", new Page.LocatorOptions().setHasText("Done"))
                .first()
                .click();
        assertThat(page.locator("[role=status]").textContent()).contains("Done, and on record");
        page.navigate(base + "/actions/a1");
        page.fill("#d", "2026-12-24");
        page.selectOption("#o", "noor");
        page.locator("button", new Page.LocatorOptions().setHasText("Keep the change"))
                .click();
        assertThat(gallery.said).containsExactly("done a1", "change a1 noor 2026-12-24 https://tracker.example/NB-12");
    }

    @Test
    void aVendorsHistoryIsImportedFromAFileAndARefusalNamesThePlace() {
        Page page = page(1440, 900, ColorScheme.LIGHT, false);
        open(page, "/vendors/harrow?from=2026-03-01&to=2026-11-30 calm kai");
        assertThat(page.locator("h1").textContent()).isEqualTo("10 incidents came from Harrow ID; they told us of 3.");
        page.setInputFiles(
                "#hf",
                new com.microsoft.playwright.options.FilePayload(
                        "incidents.json",
                        "application/json",
                        "{\"incidents\":[{\"id\":\"a\",\"created_at\":\"yesterday\"}]}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        page.locator("button", new Page.LocatorOptions().setHasText("Import")).click();
        assertThat(page.locator("[role=alert]").textContent())
                .contains("incidents[0].created_at is 'yesterday', no time");
        page.setInputFiles(
                "#hf",
                new com.microsoft.playwright.options.FilePayload(
                        "incidents.json",
                        "application/json",
                        "{\"incidents\":[{\"id\":\"a\",\"created_at\":\"2026-05-12T08:40:00Z\"}]}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        page.locator("button", new Page.LocatorOptions().setHasText("Import")).click();
        assertThat(page.locator("[role=status]").textContent()).contains("1 is new");
        page.fill("#ai", "INC-10");
        page.locator("button", new Page.LocatorOptions().setHasText("Note it")).click();
        assertThat(gallery.said).contains("answered INC-10");
        gallery.caller = Gallery.caller("mia");
        page.navigate(base + "/vendors/harrow");
        assertThat(page.locator("#hf").count()).isZero();
    }

    @Test
    void theCardCompletesInOrderWithChangedWordsAndLeavesOutWhatHasNoTick() {
        Page page = desktop();
        open(page, "/incidents/INC-7/command incident dana");
        page.uncheck("input[name='tick.t-mode']");
        assertThat(page.locator(".decide--mode .decide__left").isVisible()).isTrue();
        Locator words = page.locator(".decide", new Page.LocatorOptions().setHasText("Words for customers"));
        Locator shown = words.locator("blockquote[lang=en]:visible");
        assertThat(shown.textContent()).isEqualTo(Scene.EN_WITHOUT);
        page.check("input[name='tick.t-mode']");
        assertThat(shown.textContent()).isEqualTo(Scene.EN);
        page.uncheck("input[name='tick.t-mode']");
        words.locator(".change > summary").click();
        words.locator("textarea[lang=en]").fill("Northbank: signing in may fail. Áqui.");
        assertThat(words.locator("#f-t-update-text-en-segments").textContent())
                .isEqualTo("37 characters, 1 segment (UCS-2)");
        assertThat(shown.textContent()).startsWith("Northbank: signing in may fail");
        page.locator(".button--main").click();
        page.waitForURL("**/incidents/INC-7");
        assertThat(gallery.said).hasSize(3);
        assertThat(gallery.said.get(0)).isEqualTo("complete t-take {verdict=take}");
        assertThat(gallery.said.get(1))
                .isEqualTo("complete t-diag {severity=SEV2, suspect=identity-provider, verdict=confirm}");
        assertThat(gallery.said.get(2))
                .startsWith("complete t-update {text.en=Northbank: signing in may fail. Áqui., text.es=");
        assertThat(page.locator("[role=status]").textContent())
                .contains("Done, in this order: command, cause and severity, words for customers.")
                .doesNotContain("fallback");
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoOnlyTakesCommandReadsThatNothingElseWasDone() {
        Page page = desktop();
        open(page, "/incidents/INC-7/command incident dana");
        for (Locator tick : page.locator(".decide__tick input").all()) {
            tick.uncheck();
        }
        page.locator(".button--main").click();
        page.waitForURL("**/incidents/INC-7");
        assertThat(gallery.said).containsExactly("complete t-take {verdict=take}");
        assertThat(page.locator("[role=status]").textContent())
                .contains("you are in command", "nothing was sent")
                .doesNotContain("customers");
    }

    @Test
    void theCardIsReadInAMinute() {
        Page page = desktop();
        open(page, "/incidents/INC-7/command incident dana");
        Object words = page.evaluate("""
                [...document.querySelectorAll('.command *')]
                  .filter(e => e.checkVisibility() && !e.closest('.hidden'))
                  .flatMap(e => [...e.childNodes])
                  .filter(n => n.nodeType === 3)
                  .flatMap(n => n.textContent.split(/\\s+/))
                  .filter(w => /[^\\s·.,]/.test(w)).length
                """);
        assertThat(((Number) words).intValue()).isLessThan(300);
        assertThat(page.locator("main .button--main").count()).isEqualTo(1);
    }

    @Test
    void aSecondCommanderIsToldThatItIsDecided() {
        Page page = desktop();
        open(page, "/incidents/INC-7/command incident dana");
        gallery.scene.tasks.clear();
        page.locator(".button--main").click();
        assertThat(page.locator("[role=alert]").textContent()).contains("Nothing was sent");
    }

    @Test
    void everyButtonOfTheRoomAndTheOutboxDoesSomething() {
        Page page = desktop();
        open(page, "/incidents/INC-7 going dana");
        page.fill("#n1", "Seen: <b>odd</b>");
        page.locator("#notes button").click();
        assertThat(page.locator("#timeline .pre").first().textContent()).isEqualTo("Seen: <b>odd</b>");
        page.locator("#modes button").first().click();
        assertThat(page.locator("[role=status]").textContent()).contains("put back");
        assertThat(page.locator("#rules").textContent()).contains("playbook 12 is in force");
        page.locator("#rules summary").click();
        page.fill("#mv", "It needs the new mode");
        page.locator("#rules button").click();
        assertThat(page.locator("[role=status]").textContent()).contains("It goes on by playbook 12");
        page.locator(".demo__next button").click();
        page.navigate(base + "/outbox?as=mia");
        page.locator("#slack button").first().click();
        page.locator(".phone__reply input[type=text]").first().fill("STOP");
        page.locator(".phone__reply button").first().click();
        assertThat(page.locator("[role=status]").textContent()).contains("answer was sent");
        assertThat(gallery.said)
                .containsExactly(
                        "undo sign-in/security-questions",
                        "INC-7 is moved to playbook 12: It needs the new mode",
                        "next due",
                        "press got-it channel:#floor-cards U01MIA",
                        "reply +34600111118 STOP");
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyChannelOfTheOutboxCanBeReachedAlsoOnAPhone() {
        Page page = page(390, 844, ColorScheme.LIGHT, true);
        gallery.show("going", "dana");
        for (int i = 0; i < 10; i++) {
            gallery.scene.seen.add(
                    0,
                    new io.holdfast.delivery.MessageLog.Seen(
                            100 + i,
                            "INC-7",
                            "channel:#room-" + i,
                            io.holdfast.delivery.Channel.SLACK,
                            "#room-" + i,
                            "en",
                            "_Changed at <!date^1795703396^{time}|14:29>:_",
                            List.of(),
                            "sent",
                            gallery.scene.now,
                            1));
        }
        page.navigate(base + "/outbox");
        assertThat(page.locator("#slack h2").allTextContents()).doesNotContain("#floor-cards");
        page.locator("#slack a[href='#at']").click();
        page.selectOption("#at", "slack/#floor-cards");
        page.locator("header button:has-text('Show')").click();
        assertThat(page.locator("#slack h2").allTextContents()).containsExactly("#floor-cards");
        assertThat(page.locator("#slack .post").count()).isEqualTo(1);
        page.selectOption("#at", "slack/#room-3");
        page.locator("header button:has-text('Show')").click();
        assertThat(page.locator("#slack .post__block").textContent()).isEqualTo("Changed at 14:29:");
        assertThat(complaints).isEmpty();
    }

    @Test
    void noDateOfAPastProblemLiesOverItsText() {
        for (int width : List.of(390, 1440)) {
            Page page = page(width, 844, ColorScheme.LIGHT, true);
            open(page, "/status learn dana");
            Object over = page.evaluate("""
                    [...document.querySelectorAll('.updates li')].filter(li => {
                      const range = document.createRange();
                      range.selectNodeContents(li.querySelector('time'));
                      const a = range.getBoundingClientRect(), b = li.querySelector('p').getBoundingClientRect();
                      return a.right > b.left && a.bottom > b.top + 1;
                    }).length
                    """);
            assertThat(((Number) over).intValue()).as(width + " px").isZero();
            assertThat(page.locator(".updates--past li").count()).isPositive();
        }
    }

    @Test
    void whatPeopleReportedIsReadInTheirOwnWordsBeforeWhatMachinesSaid() {
        Page page = desktop();
        open(page, "/incidents/INC-7 incident dana");
        assertThat(page.locator("#signals li").first().textContent())
                .contains("“Customers can't log in since the change at nine”", "Report", "3 times");
        assertThat(page.locator("#signals li").count()).isEqualTo(3);
    }

    @Test
    void whatIsOnItsWayIsPausedResumedAndCancelledAndWhatIsLateIsSaid() {
        Page page = desktop();
        open(page, "/incidents/INC-7 sending dana");
        assertThat(page.locator("#late").textContent())
                .contains("Texts are late: 2,557 wait", "Twilio answers nothing useful since", "Of one message");
        assertThat(page.locator("#messages").textContent())
                .contains("About 4 min left, 9.7 a second.", "1,612", "Paused: nothing more of it leaves.");
        page.locator("#messages button:has-text('Pause')").click();
        assertThat(page.locator("[role=status]").textContent()).contains("paused");
        page.locator("#messages button:has-text('Resume')").click();
        page.locator("#messages a:has-text('Cancel what waits')").first().click();
        page.fill("#because", "The figures are wrong");
        page.locator("main .button--main").click();
        page.waitForURL("**/incidents/INC-7");
        assertThat(gallery.said).containsExactly("pause 42", "resume 43", "cancel 42 The figures are wrong");
        gallery.caller = Gallery.caller("mia");
        page.navigate(base + "/incidents/INC-7");
        assertThat(page.locator("#messages button").count()).isZero();
        assertThat(page.locator("#late").textContent()).doesNotContain("nobody can say");
        assertThat(complaints).isEmpty();
    }

    @Test
    void theLogIsFilteredByAPlainFormAndADoubtfulOneIsSentAgainAfterAQuestion() {
        Page page = page(1440, 900, ColorScheme.LIGHT, false);
        open(page, "/messages sending dana");
        assertThat(page.locator(".told").count()).isEqualTo(7);
        page.selectOption("#fs", "doubtful");
        page.fill("#q", "signing in");
        page.locator("main .button--main").click();
        assertThat(page.url()).contains("state=doubtful", "q=signing");
        assertThat(page.locator(".told").count()).isEqualTo(1);
        page.locator("text=Send again").click();
        assertThat(page.locator("main").textContent()).contains("only if it does not know it");
        page.locator("main .button--main").click();
        assertThat(page.locator("[role=status]").textContent()).contains("The vendor is asked");
        assertThat(gallery.said).containsExactly("again 2");
        gallery.caller = Gallery.caller("mia");
        page.navigate(base + "/messages");
        assertThat(page.locator("text=Send again").count()).isZero();
    }

    @Test
    void aTaskIsClaimedRefusedByItsFieldAndCompletedWithoutScript() {
        Page page = page(1440, 900, ColorScheme.LIGHT, false);
        open(page, "/tasks/t-backlog going dana");
        page.locator("form.actions button").click();
        page.fill("#f-callbacksLeft", "many");
        page.locator(".button--main").click();
        assertThat(page.locator("#f-callbacksLeft-error").textContent()).contains("whole number");
        assertThat(page.inputValue("#f-callbacksLeft")).isEqualTo("many");
        page.fill("#f-callbacksLeft", "12");
        page.check("#f-waveOver");
        page.fill("#f-due", "2026-11-30");
        page.locator(".button--main").click();
        page.waitForURL("**/incidents/INC-7");
        assertThat(gallery.said)
                .containsExactly(
                        "claim t-backlog", "complete t-backlog {callbacksLeft=12, due=2026-11-30, waveOver=true}");
        assertThat(page.navigate(base + "/tasks/t-backlog").status()).isEqualTo(409);
        assertThat(page.locator("h1").textContent()).isEqualTo("Done already");
    }

    @Test
    void everyLivePageKeepsItsPartsWhenTheyAreFetchedAnew() {
        Page page = desktop();
        String ids = """
                [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)
                """;
        for (String line : List.of(
                "/ two dana",
                "/tasks incident dana",
                "/incidents going dana",
                "/incidents/INC-7 going dana",
                "/incidents/INC-7 sending dana",
                "/floor two rosa",
                "/outbox going dana")) {
            open(page, line);
            String before = page.locator("main").innerText();
            page.evaluate("htmx.trigger(document.querySelector('[hx-select-oob]'), 'sse:changed')");
            page.waitForResponse(r -> r.status() == 200, () -> {
                page.evaluate("htmx.trigger(document.querySelector('[hx-select-oob]'), 'sse:changed')");
            });
            page.waitForTimeout(150); // htmx settles what it swapped
            assertThat(page.locator("main").innerText()).as(line).isEqualTo(before);
            assertThat((List<?>) page.evaluate(ids)).as(line).isEmpty();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void anOpenPageFollowsAChangeAndKeepsWhatIsBeingTyped() {
        Page page = desktop();
        open(page, "/incidents/INC-7 going dana");
        page.fill("#n1", "half a sentence");
        page.waitForTimeout(1_500); // the poller has to have seen the stamp as it was
        gallery.scene.lines.add(new io.holdfast.evidence.Timeline.Line(
                99, gallery.scene.now, "note", "Something new", "Omar", false, java.util.Map.of(), null));
        gallery.stamp.incrementAndGet();
        page.locator("#timeline >> text=Something new").waitFor();
        assertThat(page.inputValue("#n1")).isEqualTo("half a sentence");
        assertThat(complaints).isEmpty();
    }

    @Test
    void theBoardFitsItsScreenAndFollowsByItself() {
        Page page = page(1920, 1080, ColorScheme.LIGHT, true);
        for (String scene : List.of("going", "two", "calm")) {
            open(page, "/floor/cards " + scene + " mia");
            Object over = page.evaluate("document.documentElement.scrollHeight - innerHeight");
            assertThat(((Number) over).intValue()).as(scene).isLessThanOrEqualTo(0);
        }
        gallery.show("going", "mia");
        page.locator("text=Verify by three security questions.").waitFor();
        Object least = page.evaluate(
                "Math.min(...[...document.querySelectorAll('main dd, main dt, footer span')].map(e => parseFloat(getComputedStyle(e).fontSize)))");
        assertThat(((Number) least).doubleValue()).isGreaterThanOrEqualTo(36);
        assertThat(complaints).isEmpty();
    }

    @Test
    void theDiagramMarksWhereTheProcessStands() {
        Page page = desktop();
        open(page, "/incidents/INC-7/diagram going dana");
        page.locator("#diagram .is-current[data-element-id=route]").waitFor();
        assertThat(page.locator("#diagram .bjs-powered-by").count()).isEqualTo(1);
        assertThat(complaints).isEmpty();
    }

    @Test
    void anAdministratorChangesAnAccountAndMintsATokenThatIsShownOnce() {
        Page page = desktop();
        open(page, "/people calm ada");
        page.locator("text=Dana Ortiz").first().click();
        page.uncheck("input[name=active]");
        page.check("input[name=newPassword]");
        page.locator("main .button--main").click();
        assertThat(page.locator(".secret").textContent()).isEqualTo("first-password");
        page.fill("#tn", "ci");
        page.check("input[value=signals]");
        page.fill("#tm", "signals:grafana");
        page.locator("main .button--main").click();
        assertThat(page.locator(".secret").textContent()).isEqualTo("hf_secret");
        page.navigate(base + "/people");
        assertThat(page.locator(".secret").count()).isZero();
        page.locator("text=Take it back").click();
        assertThat(gallery.said)
                .containsExactly(
                        "save dana [commander] false", "mint ci [signals, signals:grafana]", "revoke automation");
        gallery.caller = Gallery.caller("dana");
        assertThat(page.navigate(base + "/people").status()).isEqualTo(403);
    }

    @Test
    void strangersFindOnlyWhatIsPublicAndMissingPagesSaySo() {
        Page page = page(1440, 900, ColorScheme.LIGHT, false);
        gallery.show("calm", "dana");
        assertThat(page.navigate(base + "/incidents/INC-99").status()).isEqualTo(404);
        assertThat(page.locator(".lead").textContent()).isEqualTo("There is no incident INC-99.");
        assertThat(page.navigate(base + "/status").headerValue("cache-control")).contains("max-age");
        assertThat(page.locator("h1").textContent()).isEqualTo("Everything works as usual");
        assertThat(page.navigate(base + "/api/v2/summary.json").text()).contains("\"indicator\":\"none\"");
    }
}
