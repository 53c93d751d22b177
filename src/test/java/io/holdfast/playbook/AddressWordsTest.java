package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody reads or hears whose address does not work any more. */
class AddressWordsTest {
    private static final List<String> CHANNELS = List.of("slack", "sms", "email", "voice");
    private static final List<String> REASONS = List.of("unknown", "no_texts", "blocked", "unreachable");

    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();
    private final TemplateFiles templates = TemplateFiles.read(packaged, new ArrayList<>());
    private final TextEngine engine = new TextEngine();

    private String said(String name, String locale, Map<String, Object> fields) {
        assertThat(templates.fields().get(name)).containsExactlyInAnyOrderElementsOf(fields.keySet());
        String said = engine.render(packaged.text("templates/" + name + "." + locale + ".txt"), fields)
                .strip();
        assertThat(said).as(name + " " + locale).doesNotContain("[#", "[/", "[(", "null", "  ", "()", " .");
        return said;
    }

    private String staff(String in, String locale, String failing, String why, String who) {
        return said(
                in + "/address-failing",
                locale,
                Map.of(
                        "channel", failing,
                        "ending", failing.equals("email") ? "d…@northbank.example" : "42",
                        "why", why,
                        "who", who,
                        "link", "https://holdfast.example/account"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void oneOfOursReadsWhatDoesNotArriveWhyAndWhoMendsItInEachOtherChannel(String locale) {
        for (String in : CHANNELS) {
            Set<String> different = new HashSet<>();
            for (String failing : CHANNELS) {
                for (String why : in.equals(failing) ? List.<String>of() : REASONS) {
                    String said = staff(in, locale, failing, why, "Ada Blom, Ines Duarte");
                    assertThat(said).contains("Ada Blom, Ines Duarte");
                    assertThat(said.contains("https://holdfast.example/account"))
                            .isEqualTo(!in.equals("voice"));
                    assertThat(staff(in, locale, failing, why, "")).doesNotContain("Ada");
                    different.add(said);
                }
            }
            assertThat(different).hasSize(in.equals("voice") ? 3 : 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aCustomerReadsThatHisTelephoneIsNotReachedAndHowToEndTheMails(String locale) {
        String texts = said("email/number-failing", locale, Map.of("house", "Northbank", "channel", "sms"));
        String calls = said("email/number-failing", locale, Map.of("house", "Northbank", "channel", "voice"));
        assertThat(texts)
                .startsWith("Northbank: ")
                .contains("PIN")
                .endsWith("{stop-link}")
                .isNotEqualTo(calls);
        assertThat(texts.lines().findFirst().orElseThrow()).hasSizeLessThanOrEqualTo(60);
    }
}
