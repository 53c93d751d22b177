package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableEditTest {

    private static final String CADENCE = "processes/decisions/update-cadence.dmn";
    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();
    private final Catalog catalog = CatalogReader.read(packaged, new ArrayList<>());
    private final byte[] cadence = packaged.bytes(CADENCE);

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Lines that only the one or only the other has. */
    private static List<String> changed(byte[] before, byte[] after) {
        return FileDifference.of("x.txt", before, after).hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.sign() != FileDifference.Sign.SAME)
                .map(line -> line.sign().mark() + line.text().strip())
                .toList();
    }

    private List<String> rules(byte[] table) {
        return TableView.of(CADENCE, table, catalog).rules().stream()
                .map(TableView.Row::id)
                .toList();
    }

    @Test
    void aChangedCellChangesItsLineAndNothingElse() {
        byte[] after = TableEdit.cells(cadence, "r2", Map.of("o1", "duration(\"PT15M\")"));
        assertThat(changed(cadence, after))
                .containsExactly(
                        "-<outputEntry id=\"r2o1\" expressionLanguage=\"feel\"><text>duration(\"PT20M\")</text></outputEntry>",
                        "+<outputEntry id=\"r2o1\" expressionLanguage=\"feel\"><text>duration(\"PT15M\")</text></outputEntry>");
    }

    @Test
    void whatXmlWouldMisreadIsEscapedAndReadBackAsItWas() {
        byte[] hours = packaged.bytes("processes/decisions/contact-policy.dmn");
        byte[] after = TableEdit.cells(hours, "r5", Map.of("i5", "< 9, >= 20"));
        assertThat(text(after)).contains("<text>&lt; 9, &gt;= 20</text>");
        assertThat(TableView.of(CADENCE, after, catalog).rules().get(4).inputs().get(4))
                .isEqualTo("< 9, >= 20");
    }

    @Test
    void whatIsTheSameAlreadyLeavesTheFileAsItIs() {
        byte[] same = TableEdit.cells(cadence, "r4", Map.of("i1", "-", "o1", "duration(\"PT4H\")", "o2", "false"));
        assertThat(text(same)).isEqualTo(text(cadence));
        assertThat(text(TableEdit.description(cadence, "r3", "Few are hit: hourly.")))
                .isEqualTo(text(cadence));
        assertThat(text(TableEdit.up(cadence, "r1"))).isEqualTo(text(cadence));
        assertThat(text(TableEdit.down(cadence, "r4"))).isEqualTo(text(cadence));
        assertThat(text(TableEdit.up(TableEdit.down(cadence, "r2"), "r2"))).isEqualTo(text(cadence));
    }

    @Test
    void aRuleIsAddedWhereItIsWantedUnderAnIdThatNobodyHad() {
        TableEdit.Added added = TableEdit.add(
                cadence,
                2,
                Map.of("i1", "\"SEV1\", \"SEV2\"", "o1", "duration(\"PT5M\")"),
                "While <many> are hit & wait. Sample: {severity: \"SEV1\"}",
                Set.of("r5", "r6"));
        assertThat(added.rule()).isEqualTo("r7");
        assertThat(rules(added.table())).containsExactly("r1", "r7", "r2", "r3", "r4");
        assertThat(changed(cadence, added.table()))
                .containsExactly(
                        "+<rule id=\"r7\">",
                        "+<description>While &lt;many&gt; are hit &amp; wait. Sample: {severity: \"SEV1\"}</description>",
                        "+<inputEntry id=\"r7i1\" expressionLanguage=\"feel\"><text>\"SEV1\", \"SEV2\"</text></inputEntry>",
                        "+<outputEntry id=\"r7o1\" expressionLanguage=\"feel\"><text>duration(\"PT5M\")</text></outputEntry>",
                        "+<outputEntry id=\"r7o2\" expressionLanguage=\"feel\"><text></text></outputEntry>",
                        "+</rule>");
        assertThat(rules(TableEdit.add(cadence, 1, Map.of(), "", Set.of()).table()))
                .containsExactly("r5", "r1", "r2", "r3", "r4");
        assertThat(rules(TableEdit.add(cadence, 99, Map.of(), "", Set.of()).table()))
                .containsExactly("r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void anAddedRuleTakenAwayAgainLeavesTheFileAsItWas() {
        for (int place = 1; place < 6; place++) {
            TableEdit.Added added = TableEdit.add(cadence, place, Map.of("i1", "\"SEV1\""), "x", Set.of());
            assertThat(text(TableEdit.remove(added.table(), added.rule()))).isEqualTo(text(cadence));
        }
    }

    @Test
    void rulesMoveUpAndDownAndNothingElseMoves() {
        assertThat(rules(TableEdit.up(cadence, "r3"))).containsExactly("r1", "r3", "r2", "r4");
        assertThat(rules(TableEdit.down(cadence, "r1"))).containsExactly("r2", "r1", "r3", "r4");
        assertThat(changed(cadence, TableEdit.down(cadence, "r1"))).hasSize(12);
    }

    @Test
    void aRuleThatIsTakenAwayIsGoneWithItsLines() {
        byte[] after = TableEdit.remove(cadence, "r3");
        assertThat(rules(after)).containsExactly("r1", "r2", "r4");
        assertThat(changed(cadence, after)).hasSize(6).allMatch(line -> line.startsWith("-"));
    }

    @Test
    void descriptionsAreGivenChangedAndTakenAway() {
        byte[] changed = TableEdit.description(cadence, "r3", "Hourly");
        assertThat(changed(cadence, changed))
                .containsExactly(
                        "-<description>Few are hit: hourly.</description>", "+<description>Hourly</description>");
        byte[] without = TableEdit.description(cadence, "r3", "");
        assertThat(changed(cadence, without)).containsExactly("-<description>Few are hit: hourly.</description>");
        assertThat(text(TableEdit.description(without, "r3", "Few are hit: hourly.")))
                .isEqualTo(text(cadence));
    }

    @Test
    void aTableWithoutRulesGetsItsFirstOne() {
        byte[] empty = cadence;
        for (String rule : List.of("r1", "r2", "r3", "r4")) {
            empty = TableEdit.remove(empty, rule);
        }
        TableEdit.Added added = TableEdit.add(empty, 1, Map.of("o1", "duration(\"PT5M\")"), "Always", Set.of("r4"));
        TableView.Row row =
                TableView.of(CADENCE, added.table(), catalog).rules().get(0);
        assertThat(row).isEqualTo(new TableView.Row("r5", "Always", List.of("-"), List.of("duration(\"PT5M\")", "")));
    }

    /** As a modeler writes it: prefixes, character data, empty tags, comments, ids of its own. */
    @Test
    void aFileOfAModelerKeepsItsWayOfWriting() {
        String modeler = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- <rule id="a"> is told of here only -->
                <dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace='urn:a/b'>
                  <dmn:decision id="update_cadence" name="Cadence">
                    <dmn:decisionTable id="t" hitPolicy="FIRST">
                      <dmn:input id="in"><dmn:inputExpression id="e"><dmn:text>severity</dmn:text></dmn:inputExpression></dmn:input>
                      <dmn:output id="out" name="every" />
                      <dmn:rule id="DecisionRule_1abc">
                        <dmn:extensionElements><x:note xmlns:x="urn:x">kept</x:note></dmn:extensionElements>
                        <dmn:inputEntry id="UnaryTests_1">
                          <dmn:text><![CDATA["SEV1"]]></dmn:text>
                        </dmn:inputEntry>
                        <dmn:outputEntry id="LiteralExpression_1">
                          <dmn:text />
                        </dmn:outputEntry>
                      </dmn:rule>
                    </dmn:decisionTable>
                  </dmn:decision>
                </dmn:definitions>
                """;
        byte[] before = modeler.getBytes(StandardCharsets.UTF_8);
        byte[] filled = TableEdit.cells(before, "DecisionRule_1abc", Map.of("out", "duration(\"PT5M\")"));
        assertThat(text(filled)).isEqualTo(modeler.replace("<dmn:text />", "<dmn:text>duration(\"PT5M\")</dmn:text>"));
        TableEdit.Added added = TableEdit.add(filled, 2, Map.of("in", "\"SEV2\""), "", Set.of());
        assertThat(added.rule()).isEqualTo("r2");
        assertThat(text(added.table()))
                .startsWith(text(filled).substring(0, text(filled).indexOf("    </dmn:decisionTable>")));
        assertThat(changed(filled, added.table()))
                .containsExactly(
                        "+<dmn:rule id=\"r2\">",
                        "+<dmn:inputEntry id=\"r2_1\">",
                        "+<dmn:text>\"SEV2\"</dmn:text>",
                        "+</dmn:inputEntry>",
                        "+<dmn:outputEntry id=\"r2_2\">",
                        "+<dmn:text></dmn:text>",
                        "+</dmn:outputEntry>",
                        "+</dmn:rule>");
    }

    @Test
    void whatIsNotThereAndWhatIsNoTableIsSaid() {
        assertThatThrownBy(() -> TableEdit.remove(cadence, "r9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("The table has no rule r9");
        assertThatThrownBy(() -> TableEdit.cells(cadence, "r1", Map.of("i9", "-")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("The table has no column i9");
        assertThatThrownBy(() -> TableEdit.remove("<a>".getBytes(StandardCharsets.UTF_8), "r1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("It is no XML");
    }

    @Test
    void aRuleOfEachShippedTableMovesAndMovesBack() {
        for (String path : packaged.tables().paths()) {
            byte[] table = packaged.bytes(path);
            assertThat(text(TableEdit.up(TableEdit.down(table, "r2"), "r2")))
                    .as(path)
                    .isEqualTo(text(table));
        }
    }
}
