package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.playbook.CellChoice;
import io.holdfast.playbook.FactKind;
import io.holdfast.playbook.TableView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class RuleFormTest {
    private static final TableView.Column COUNT = column("reports", FactKind.NUMBER);
    private static final TableView.Column SPAN = column("since", FactKind.DURATION);
    private static final TableView.Column KINDS = column("kinds", FactKind.TEXTS, "alert", "report");

    private static TableView.Column column(String asks, FactKind kind, String... choices) {
        return new TableView.Column("i1", asks, asks, kind, List.of(choices), choices.length > 0, false);
    }

    private static String feel(TableView.Column column, String how, String text, String... picked) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        sent.add("how.i1", how);
        sent.add("text.i1", text);
        sent.addAll("pick.i1", List.of(picked));
        return RuleCondition.typed(column, sent).feel();
    }

    @Test
    void aFormGivesTheFeelThatIsMeant() {
        assertThat(feel(COUNT, ">=", "3")).isEqualTo(">= 3");
        assertThat(feel(COUNT, "between", "3 .. 5")).isEqualTo("[3..5]");
        assertThat(feel(COUNT, "one", "1, 2")).isEqualTo("1, 2");
        assertThat(feel(SPAN, "<", "5 min")).isEqualTo("< duration(\"PT5M\")");
        assertThat(feel(KINDS, "one", "", "alert", "report"))
                .isEqualTo("list contains(?, \"alert\") or list contains(?, \"report\")");
        assertThat(feel(KINDS, "feel", "count(?) > 1")).isEqualTo("count(?) > 1");
        assertThat(feel(KINDS, "any", "left over", "alert")).isEqualTo("-");
        assertThat(feel(KINDS, "no such way", "x")).isEqualTo("-");
    }

    @Test
    void whatCantBeMeantNamesItsColumn() {
        assertThatThrownBy(() -> feel(COUNT, ">", "many"))
                .hasMessage("“reports”: 'many' is no number, such as 3 or 0.95.");
        assertThatThrownBy(() -> feel(COUNT, "between", "3")).hasMessageContaining("as in 3 .. 5");
        assertThatThrownBy(() -> feel(KINDS, "one", "")).hasMessageContaining("Choose at least one");
    }

    @Test
    void everyRuleOfThePackagedTablesIsShownSoThatItComesBackTheSame() {
        GalleryPlaybook playbook = new GalleryPlaybook(Path.of(System.getProperty("holdfast.basedir", ".")));
        int cells = 0;
        for (String path : playbook.files().stream()
                .map(held -> held.path())
                .filter(p -> p.endsWith(".dmn"))
                .toList()) {
            TableView view = TableView.of(path, playbook.content(path, null).orElseThrow(), Northbank.catalog());
            for (TableView.Row row : view.rules()) {
                RuleForm form = RuleForm.of(view, row, 1);
                assertThat(form.cells(form)).isEmpty();
                for (int i = 0; i < view.inputs().size(); i++) {
                    RuleCondition shown = form.conditions().get(i);
                    String cell = row.inputs().get(i);
                    assertThat(RuleCondition.of(shown.column(), shown.feel()))
                            .as(path + " " + row.id())
                            .isEqualTo(shown);
                    assertThat(CellChoice.of(shown.feel()).way())
                            .isEqualTo(CellChoice.of(cell).way());
                    cells++;
                }
            }
        }
        assertThat(cells).isGreaterThan(500);
    }
}
