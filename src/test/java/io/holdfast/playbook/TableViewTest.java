package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.TableView.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TableViewTest {

    private final PlaybookFiles packaged = new PlaybookSource("classpath:/", "").read();
    private final Catalog catalog = CatalogReader.read(packaged, new ArrayList<>());

    private TableView view(String table) {
        String path = "processes/decisions/" + table + ".dmn";
        return TableView.of(path, packaged.bytes(path), catalog);
    }

    @Test
    void aTableIsReadWithItsColumnsAndWhatCanBeChosenInThem() {
        TableView rules = view("fallback-rules");
        assertThat(rules.hitPolicy()).isEqualTo("RULE ORDER");
        assertThat(rules.otherwise()).isEqualTo("no mode is proposed");
        Column light = rules.inputs().get(1);
        assertThat(light.key()).isEqualTo("i2");
        assertThat(light.asks()).isEqualTo("light");
        assertThat(light.kind()).isEqualTo(FactKind.TEXT);
        assertThat(light.choices()).containsExactly("completion", "context", "identity", "reachability");
        assertThat(light.closed()).isTrue();
        Column mode = rules.outputs().get(0);
        assertThat(mode.choices()).contains("offer-callback", "security-questions");
        assertThat(rules.rules().get(0).id()).isEqualTo("r1");
        assertThat(rules.rules().get(0).inputs()).contains("\"sign-in\"", "-");
    }

    @Test
    void ofAnOpenTextWhatTheTableNamesSoFarCanBeChosen() {
        Column suspect = view("ownership").inputs().get(1);
        assertThat(suspect.closed()).isFalse();
        assertThat(suspect.choices()).containsExactly("core-banking", "payments-api", "sms-gateway");
    }

    @Test
    void aSampleStandsBesideTheDescription() {
        TableView.Row row = view("triage").rules().get(0);
        assertThat(row.description())
                .isEqualTo("Somebody changed something. That explains incidents, it does not make one.");
        assertThat(row.sample()).isEqualTo("{kinds: [\"change\"]}");
        assertThat(TableView.described(row.description(), row.sample())).isEqualTo(row.written());
        assertThat(row.written()).endsWith("does not make one. Sample: {kinds: [\"change\"]}");
    }

    @Test
    void everyShippedTableCanBeReadAndWhatIsNotAnalysedOfItIsSaid() {
        for (String path : packaged.tables().paths()) {
            assertThat(view(TableView.nameOf(path)).rules()).as(path).isNotEmpty();
        }
        String triage = "processes/decisions/triage.dmn";
        TableAnalysis analysis = TableAnalysis.of(triage, packaged.bytes(triage), catalog);
        assertThat(analysis.faults()).isEmpty();
        assertThat(analysis.notAnalysed()).hasSize(11);
        assertThat(analysis.notAnalysed().get(0))
                .hasToString(
                        triage
                                + ", rule r1: 'every k in ? satisfies k = \"change\"' (kinds) is not analysed. The rule fires for its sample.");
    }

    @Test
    void whatIsNoTableSaysWhy() {
        assertThatThrownBy(() -> TableView.of("x.dmn", "<a>".getBytes(StandardCharsets.UTF_8), catalog))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("x.dmn, line 1: It is no XML");
    }
}
