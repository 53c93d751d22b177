package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class FileDifferenceTest {

    private static final String RULES = "processes/decisions/fallback-rules.dmn";

    @TempDir
    Path folder;

    private final byte[] before = TableText.dmn("fallback-rules", "RULE ORDER", """
            journey | light | verdict -> mode
            r1: "sign-in" | "identity" | "bad" -> "questions"
            r2: "pay" | - | "bad" -> "callback"
            r3: - | - | "strained" -> "wait"
            """);

    private static List<String> sentences(byte @Nullable [] before, byte @Nullable [] after) {
        return FileDifference.of(RULES, before, after).sentences();
    }

    @Test
    void rulesAreToldAsAddedChangedMovedAndTakenAway() {
        byte[] after = TableEdit.add(
                        before,
                        1,
                        Map.of("i1", "\"sign-in\"", "i2", "\"identity\"", "o1", "\"callback\""),
                        "",
                        Set.of("r6"))
                .table();
        assertThat(sentences(before, after))
                .containsExactly("Rule r7 added: Journey \"sign-in\", Light \"identity\" → Mode \"callback\"");
        byte[] changed = TableEdit.cells(before, "r1", Map.of("i3", "\"strained\", \"bad\"", "o1", "\"callback\""));
        assertThat(sentences(before, changed))
                .containsExactly(
                        "Rule r1 (Journey sign-in, Light identity, Verdict bad) changed: Verdict \"bad\" → \"strained\", \"bad\"; Mode \"questions\" → \"callback\"");
        assertThat(sentences(before, TableEdit.cells(before, "r3", Map.of("i2", "\"context\"", "o1", ""))))
                .containsExactly(
                        "Rule r3 (Verdict strained) changed: Light any → \"context\"; Mode \"wait\" → nothing");
        assertThat(sentences(before, TableEdit.remove(before, "r3")))
                .containsExactly("Rule r3 taken away: Verdict \"strained\" → Mode \"wait\"");
        assertThat(sentences(before, TableEdit.up(before, "r3")))
                .containsExactly("Rule r3 moved from place 3 to place 2");
        assertThat(sentences(before, TableEdit.description(before, "r3", "Later")))
                .containsExactly("Rule r3 (Verdict strained) changed: description empty → “Later”");
    }

    @Test
    void columnsAndTheHitPolicyAreTold() {
        byte[] after = TableText.dmn("fallback-rules", "FIRST", """
                journey | verdict | severity -> mode | because
                r1: "sign-in" | "bad" | "SEV1" -> "questions" | "so"
                r2: "pay" | "bad" | - -> "callback" |
                r3: - | "strained" | - -> "wait" |
                """);
        assertThat(sentences(before, after))
                .containsExactly(
                        "Hit policy RULE ORDER → FIRST",
                        "Column 'Severity' (severity) added",
                        "Column 'Light' (light) taken away",
                        "Output 'Because' (because) added",
                        "Rule r1 (Journey sign-in, Light identity, Verdict bad) changed: Severity any → \"SEV1\"; Light \"identity\" → any; Because nothing → \"so\"");
    }

    @Test
    void howATableIsWrittenIsNoChangeOfIt() {
        byte[] spaced = TableText.dmn("fallback-rules", "RULE ORDER", """
                journey | light | verdict -> mode
                r1: "sign-in" | "identity" |  "bad"  -> "questions"
                r2: "pay" |  | "bad" -> ( "callback" )
                r3: - | - | "strained" -> "wait"
                """);
        assertThat(sentences(before, spaced))
                .containsExactly("Only how it is written changed; the table says the same.");
        assertThat(sentences(before, before)).containsExactly("Nothing changed.");
    }

    @Test
    void aNewTableAndOneThatWentAreToldRuleByRule() {
        assertThat(sentences(null, before)).hasSize(4).contains("The file is new.");
        assertThat(sentences(before, null)).hasSize(4).contains("The file was taken away.");
    }

    @Test
    void otherFilesAreComparedLineByLineWithThreeLinesAround() {
        String old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\n";
        FileDifference difference = FileDifference.of(
                "processes/catalog/teams.yaml",
                old.getBytes(StandardCharsets.UTF_8),
                old.replace("b\n", "B\nB2\n").replace("o\n", "").getBytes(StandardCharsets.UTF_8));
        assertThat(difference.sentences()).containsExactly("2 lines added, 2 lines taken away.");
        assertThat(difference.table()).isEmpty();
        assertThat(difference.hunks()).hasSize(2);
        FileDifference.Hunk first = difference.hunks().get(0);
        assertThat(first.before()).isEqualTo(1);
        assertThat(first.lines().stream().map(line -> line.sign().mark() + line.text()))
                .containsExactly(" a", "-b", "+B", "+B2", " c", " d", " e");
        assertThat(difference.hunks().get(1).before()).isEqualTo(12);
        assertThat(difference.hunks().get(1).after()).isEqualTo(13);
    }

    @Test
    void gitAppliesThePatchOfEveryKindOfChange() throws Exception {
        String path = "templates/sms/first.en.txt";
        List<@Nullable String> versions = new java.util.ArrayList<>();
        versions.add(null);
        versions.add("one\ntwo\n");
        versions.add("one\ntwo\nthree");
        versions.add("zero\none\nthree\nfour");
        versions.add("");
        versions.add("one\r\ntwo\r\n" + "x\n".repeat(30) + "end\n");
        versions.add("ONE\r\ntwo\r\n" + "x\n".repeat(15) + "y\n" + "x\n".repeat(14) + "END\n");
        versions.add(null);
        git("init", "-q");
        for (int i = 1; i < versions.size(); i++) {
            byte[] old = bytes(versions.get(i - 1));
            byte[] now = bytes(versions.get(i));
            Files.writeString(folder.resolve("a.patch"), FileDifference.patch(path, old, now));
            git("apply", "--verbose", "a.patch");
            Path file = folder.resolve(path);
            assertThat(Files.exists(file)).isEqualTo(now != null);
            if (now != null) {
                assertThat(Files.readAllBytes(file)).as("version " + i).isEqualTo(now);
            }
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
