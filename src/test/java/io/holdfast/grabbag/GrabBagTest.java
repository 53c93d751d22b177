package io.holdfast.grabbag;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.SettableClock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class GrabBagTest {

    private final GrabBag bag = bag();

    private static GrabBag bag() {
        ClassLoaderTemplateResolver pages = new ClassLoaderTemplateResolver();
        pages.setPrefix("templates/console/");
        pages.setSuffix(".html");
        pages.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(pages);
        return new GrabBag(
                Sample.PLAYBOOKS,
                new Packing(Sample.PEOPLE, new Sayings(Sample.WORDS)),
                engine,
                new SettableClock(false));
    }

    @Test
    void itHoldsModesStepsWordsPerLanguageLaddersNumbersVendorsAndWhatBreaksWithoutWhat() {
        assertThat(bag.html(12, true))
                .contains("Northbank", "Playbook <b>12</b>", "Identity team", "wait 5 min")
                .contains("Dana Ortiz +447700900101 and Sam Okoro", "dana@northbank.example")
                .contains("Three questions", "Set the switch &lt;main&gt;.", "Set it back.", "limit = 500")
                .contains("at the latest <span>8 h</span>", "<span>Customer records</span>")
                .contains("Block lost cards.", "Bloquee tarjetas.", "One moment.", "Un momento.")
                .contains("A time.", "Una hora.", "Ask three questions.", "Haga tres preguntas.")
                .contains("I ask you three questions.", "Le hago tres preguntas.", "We ask by phone.")
                .contains("La promesa del modo.", "Preguntamos por teléfono.")
                .contains("sms/first in es: facts/wrong in es: puede fallar el acceso", "sms/final in en")
                .contains("Phone +44 20 7946 0118", "AC-1", "vendor/case in en", "Hold the writes.")
                .contains("the platform pod-7");
    }

    @Test
    void wordsThatAPlaybookNoLongerHasAreLeftOut() {
        assertThat(bag.html(12, true)).doesNotContain("False alarm");
    }

    @Test
    void itNeedsNothingFromOutsideAndEachLinkStaysWithinIt() {
        String html = bag.html(12, true);
        assertThat(html).doesNotContain("<script", " src=", "@import", "url(", " th:");
        List<String> links = Pattern.compile("href=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(r -> r.group(1))
                .filter(link -> !link.equals("data:,"))
                .toList();
        assertThat(links).isNotEmpty().allMatch(link -> link.startsWith("#"));
        Matcher ids = Pattern.compile(" id=\"([^\"]*)\"").matcher(html);
        List<String> targets = ids.results().map(r -> "#" + r.group(1)).toList();
        assertThat(targets).containsAll(links).doesNotHaveDuplicates();
    }

    @Test
    void numbersArePeoplesOwnWhereTheReaderMayNotSeeThemAndVendorsStay() {
        assertThat(bag.html(12, false))
                .doesNotContain("+447700900101")
                .contains("Dana Ortiz +44 … 101", "Phone +44 20 7946 0118", "are shortened in this copy");
    }

    @Test
    void itGoesAlongWithMailsThatSpeakOfItAndWithNoOthers() {
        GoesAlong along = new GoesAlong(bag, new GrabBagSettings(null, 1, false, List.of()));
        assertThat(along.of("house/grab-bag/12")).hasValueSatisfying(attached -> {
            assertThat(attached.fileName()).isEqualTo("grab-bag-12.html");
            assertThat(attached.html()).contains("+44 … 101");
        });
        assertThat(along.of("house/grab-bag/12/abc")).isPresent();
        assertThat(along.of("INC-7/customer")).isEmpty();
        assertThat(along.of("house/grab-bag/twelve")).isEmpty();
    }
}
