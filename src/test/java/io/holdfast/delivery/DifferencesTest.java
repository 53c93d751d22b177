package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to have changed is what a reader would notice, and no more. */
class DifferencesTest {
    private static final String BEFORE = """
            *Cards: sign-in fails*
            *Do* ask for the passcode
            *Say* “We know of it.”
            *Works* cash machines
            _INC-7, since 10:20. No next message to customers is promised yet._""";

    private static List<String> lines(String before, String after) {
        return Differences.between(before, after).lines().stream()
                .map(d -> d.how() + " [" + d.label() + "] " + d.now() + " / " + d.was())
                .toList();
    }

    @Test
    void aLineIsKnownByItsBoldWordAndOnlySentencesThatDifferAreSaid() {
        String after = BEFORE.replace("ask for the passcode", "ask the two questions")
                .replace("No next message to customers is promised yet.", "Next message to customers by 10:50.");
        assertThat(lines(BEFORE, after))
                .containsExactly(
                        "CHANGED [] Next message to customers by 10:50. / No next message to customers is promised yet.",
                        "CHANGED [Do] ask the two questions / ask for the passcode");
    }

    @Test
    void linesThatCameAndWentAreSaidAsSuch() {
        String after = BEFORE.replace("*Works* cash machines\n", "").replace("_INC-7", "*Who decides* Dana\n_INC-7");
        assertThat(lines(BEFORE, after)).containsExactly("NEW [Who decides] Dana / ", "GONE [Works]  / cash machines");
        assertThat(lines("One\nTwo\nThree", "One\nThree\nFour")).containsExactly("GONE []  / Two", "NEW [] Four / ");
    }

    @Test
    void whatIsLeftOfAQuotationIsStillOne() {
        assertThat(lines(
                        "*Say* “It fails. Your money is safe. Please try again.”",
                        "*Say* “It fails. I can help you: three questions first.”"))
                .containsExactly("CHANGED [Say] “… I can help you: three questions first.”"
                        + " / “… Your money is safe. Please try again.”");
        assertThat(lines("*Diga* «Falla. Pruebe otra vez.»", "*Diga* «Va lento. Pruebe otra vez.»"))
                .containsExactly("CHANGED [Diga] «Va lento. …» / «Falla. …»");
        assertThat(lines("*Say* “Sorry.”", "*Say* “Thanks.”")).containsExactly("CHANGED [Say] “Thanks.” / “Sorry.”");
    }

    @Test
    void whatNobodyWouldNoticeIsNoDifference() {
        assertThat(lines(BEFORE, BEFORE)).isEmpty();
        assertThat(lines(BEFORE, BEFORE.replace("*Cards: sign-in fails*", "Cards:  sign-in fails ") + "\n\n"))
                .isEmpty();
        assertThat(lines("First. Second.", "Second. First.")).isEmpty();
    }

    @Test
    void whereNothingStandsAnyMoreOnlyTheNewIsSaid() {
        Differences differences = Differences.between(BEFORE, "*Cards: back to normal*\nWork as usual again.");
        assertThat(differences.whole()).isTrue();
        assertThat(differences.lines())
                .extracting(Differences.Difference::now)
                .containsExactly("Cards: back to normal", "Work as usual again.");
    }

    @Test
    void linksTimesAndEscapesReadAsSlackShowsThem() {
        assertThat(
                        lines(
                                "*INC-7*\nPhase: detect\nA &amp; B",
                                "*INC-7*\nPhase: resolve, since <!date^1700000000^{time}|10:42> ~old~ at <https://x.example|its page>\nA &amp; C"))
                .containsExactly(
                        "CHANGED [] Phase: resolve, since 10:42 at its page / Phase: detect",
                        "CHANGED [] A & C / A & B");
    }
}
