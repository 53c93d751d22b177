package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.Databases;
import io.holdfast.catalog.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class TemplateWordsTest {

    @TempDir
    Path folder;

    private Wired wired;
    private TemplateWords words;

    @BeforeEach
    void wire() {
        wired = new Wired(Databases.h2());
        words = new TemplateWords(wired.start(folder), new TextEngine());
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void aTextIsRenderedInTheReadersLanguageAndNotEscapedForHtml() {
        Map<String, String> fields = Map.of("house", "Smith & Sons", "wrong", "it's < 5");
        assertThat(words.render("sms/first", "en", fields)).isEqualTo("Smith & Sons: it's < 5.");
        assertThat(words.render("sms/first", "es-MX", fields)).endsWith("STOP = baja.");
        assertThat(words.render("sms/first", "de", fields)).isEqualTo("Smith & Sons: it's < 5.");
        assertThat(words.version()).isEqualTo(1);
    }

    @Test
    void valuesAreEscapedForSlackDeepDown() {
        Person person = new Person("x", "<!channel> & Co", List.of(), List.of(), null, null, null);
        assertThat(words.render("slack/page", "en", Map.of("title", "a > b", "people", List.of(person))))
                .isEqualTo("*a &gt; b*\n- &lt;!channel&gt; &amp; Co");
    }

    @Test
    void aMissingFieldIsAnErrorThatNamesTemplateAndField() {
        assertThatThrownBy(() -> words.render("sms/first", "en", Map.of("house", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The template templates/sms/first.en.txt needs the field 'wrong', and it was not given");
        assertThatThrownBy(() -> words.render("sms/nothing", "en", Map.of()))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Playbook 1 has no template sms/nothing for the locale en: "
                        + "templates/sms/nothing.en.txt is missing");
    }

    @Test
    void aValueIsNeverATemplate() {
        assertThat(words.render("sms/first", "en", Map.of("house", "[(${7*7})]", "wrong", "${7*7}")))
                .isEqualTo("[(${7*7})]: ${7*7}.");
    }
}
