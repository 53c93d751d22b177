package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails and calls say, with the longest fields that the catalog has for them. */
@NullUnmarked
class MailAndVoiceWordsTest {
    private static final List<String> CUSTOMERS =
            List.of("first", "update", "watching", "holding", "final", "correction");
    private static final List<String> STAFF = List.of("page", "task");
    private static final String STOP_LINK = "{stop-link}";

    private static final Map<String, Object> EN = Map.ofEntries(
            Map.entry("house", "Northbank"),
            Map.entry("wrong", "Since 08:52 our team may not see your details when you call."),
            Map.entry("works", "Cards, cash machines and your balance work as usual."),
            Map.entry("doNow", "Urgent? Use the chat in our app: a person answers."),
            Map.entry("names", "Signing in to our app, calls to our team and payments"),
            Map.entry("nextWord", "tomorrow 09:40"),
            Map.entry("again", true),
            Map.entry("until", "10:14"));
    private static final Map<String, Object> ES = Map.ofEntries(
            Map.entry("house", "Northbank"),
            Map.entry("wrong", "Desde las 08:52 puede que no entren las llamadas a nuestro equipo."),
            Map.entry("works", "Tarjetas, cajeros y saldo funcionan como siempre."),
            Map.entry("doNow", "Si es urgente, use el chat de la app: le atiende una persona."),
            Map.entry("names", "El acceso a nuestra app, las llamadas a nuestro equipo y los pagos"),
            Map.entry("nextWord", "09:40 de mañana"),
            Map.entry("again", true),
            Map.entry("until", "10:14"));
    private static final Map<String, String> PAGE = Map.ofEntries(
            Map.entry("incident", "INC-1204"),
            Map.entry("title", "Customers may not be able to prove who they are"),
            Map.entry("severity", "SEV2"),
            Map.entry("journeys", "Sign in, Reach a person"),
            Map.entry("suspect", "Vendor Kestrel"),
            Map.entry("because", "It is behind both journeys."),
            Map.entry("since", "08:52"),
            Map.entry("link", "https://holdfast.example/incidents/INC-1204"),
            Map.entry("name", "Confirm the diagnosis"),
            Map.entry("about", "Is this the cause?"),
            Map.entry("due", "09:40"),
            Map.entry("onDue", "the commander is asked"));

    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();
    private final TextEngine engine = new TextEngine();
    private final TemplateFiles templates = TemplateFiles.read(packaged, new ArrayList<>());

    private String said(String name, String locale, String role) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(locale.equals("es") ? ES : EN);
        fields.putAll(PAGE);
        fields.put("role", role);
        fields.keySet().retainAll(templates.fields().get(name));
        String said = engine.render(packaged.text("templates/" + name + "." + locale + ".txt"), fields)
                .strip();
        assertThat(said).as(name + " " + locale).doesNotContain("[#", "[/", "[(", "null", "  ");
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aCallIsSaidInTwentySecondsAndReadsOutNoAddress(String locale) {
        List<String> all = new ArrayList<>(CUSTOMERS);
        all.addAll(STAFF);
        for (String name : all) {
            String said = said("voice/" + name, locale, "commander");
            // an unhurried voice: 150 words a minute, and not more than 15 letters a second
            double seconds = Math.max(said.split("\\s+").length / 2.5, said.length() / 15.0);
            assertThat(seconds).as(name + ": " + said).isLessThanOrEqualTo(20);
            assertThat(said).doesNotContain("http", "@", "*", "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aCustomersMailHasAShortSubjectThePromiseOfTheHouseAndAWayToEndThem(String locale) {
        for (String name : CUSTOMERS) {
            String said = said("email/" + name, locale, "");
            String subject = said.lines().findFirst().orElseThrow();
            assertThat(subject).startsWith("Northbank: ").hasSizeLessThanOrEqualTo(60);
            assertThat(said).containsOnlyOnce(STOP_LINK).endsWith(STOP_LINK).contains("PIN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aMailToStaffSaysWhatIsWantedAndWhereAndCanNotBeEnded(String locale) {
        for (String name : STAFF) {
            String commander = said("email/" + name, locale, "commander");
            String subject = commander.lines().findFirst().orElseThrow();
            assertThat(subject).contains("INC-1204").hasSizeLessThanOrEqualTo(110);
            assertThat(commander)
                    .contains("https://holdfast.example/incidents/INC-1204")
                    .doesNotContain(STOP_LINK);
        }
        assertThat(said("email/page", locale, "commander")).isNotEqualTo(said("email/page", locale, "owner"));
        assertThat(said("voice/page", locale, "commander")).isNotEqualTo(said("voice/page", locale, "owner"));
    }
}
