package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A review is written, read and printed; and what happens where a form does not fit, or something breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewPagesBrowserTest {
    private ServletWebServerApplicationContext application;
    private Gallery gallery;
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private String base;

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

    @BeforeEach
    void open() {
        context = browser.browser().newContext();
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whoeverWritesAReviewNamesWhoTookPartAndTakesNamesAway() {
        gallery.show("learn", "kai");
        page.navigate(base + "/incidents/INC-7/review");
        assertThat(page.locator("#took-part").textContent()).contains("Dana Ortiz", "in command", "wrote 2 notes");
        page.selectOption("#add", "omar");
        page.locator("#took-part button:has-text('Add')").click();
        page.locator("#took-part button[value=lee]").click();
        assertThat(gallery.said).containsExactly("took part omar in INC-7 by kai", "took no part lee in INC-7 by kai");
        gallery.caller = Gallery.caller("mia");
        page.navigate(base + "/incidents/INC-7/review");
        assertThat(page.locator("#took-part button").count()).isZero();
    }

    @Test
    void aReviewThatIsLateIsOnTheFirstPage() {
        gallery.show("incident", "kai");
        page.navigate(base + "/");
        assertThat(page.locator("main").textContent()).doesNotContain("Overdue reviews");
        gallery.show("calm", "kai");
        page.navigate(base + "/");
        assertThat(page.locator("[aria-labelledby=or]").textContent())
                .contains("INC-6: Records load slowly", "Dana Ortiz");
    }

    @Test
    void onPaperAReviewHasAllThatIsFoldedAndNothingToPress() {
        gallery.show("learn", "kai");
        page.navigate(base + "/incidents/INC-7/review");
        assertThat(page.locator(".course li").first().isVisible()).isFalse();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".course li").first().isVisible()).isTrue();
        for (String unwanted : new String[] {"nav", ".button", "select", ".who"}) {
            assertThat(page.locator(unwanted).first().isVisible()).as(unwanted).isFalse();
        }
    }

    private APIResponse card(String english) {
        return page.request()
                .post(
                        base + "/incidents/INC-7/command",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("tick.t-update", "on")
                                        .set("t-update.text.en", english)
                                        .set("t-update.text.es", "Northbank: ya lo miramos."))
                                .setMaxRedirects(0));
    }

    @Test
    void wordsThatNoTextMessageCanCarryAndWordsThatWereTakenAwayBringTheCardBackWithItsError() {
        gallery.show("incident", "dana");
        APIResponse longer = card("a".repeat(1_601));
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.text()).contains("Write at most 1,600 characters", "ya lo miramos", "a".repeat(1_601));
        APIResponse none = card(" ");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.text()).contains("Type what is to be said in English");
        assertThat(gallery.said).isEmpty();
        assertThat(card("Northbank: we are on it.").status()).isEqualTo(302);
    }

    @Test
    void whereSomethingBrokeThePageSaysSoAndLeadsOn() {
        page.navigate(base + "/error");
        assertThat(page.title()).contains("Something broke here");
        assertThat(page.locator("main").textContent()).contains("our fault, not yours");
        assertThat(page.locator("main a.button").getAttribute("href")).isEqualTo("/");
    }
}
