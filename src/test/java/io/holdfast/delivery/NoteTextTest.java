package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was typed in Slack is kept as it was typed. */
class NoteTextTest {

    @Test
    void whatSlackEscapedAndWrappedIsReadAsItWasTyped() {
        assertThat(NoteText.whole("note: a &lt;i&gt; &amp; <https://a.b/c|a.b/c> by <@U01MIA|mia> <!here>"))
                .isEqualTo("a <i> & a.b/c by mia @here");
        assertThat(NoteText.typed(" it talks <nonsense> ")).isEqualTo("it talks <nonsense>");
    }
}
