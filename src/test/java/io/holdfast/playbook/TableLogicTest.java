package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.playbook.Vocabulary.Count;
import io.holdfast.playbook.Vocabulary.Table;
import io.holdfast.playbook.Vocabulary.Term;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The analysis against what the engine does, and hit policies that no shipped table has. */
@NullUnmarked
class TableLogicTest {

    private static final Map<String, Term> FACTS = facts(
            new Term("count", FactKind.NUMBER, null, false, true, new Count(0, Long.MAX_VALUE), null),
            new Term("share", FactKind.NUMBER, null, false, false, null, null),
            new Term("word", FactKind.TEXT, null, false, false, null, null),
            new Term("light", FactKind.TEXT, Set.of("good", "bad", "unknown"), false, true, null, null),
            new Term("sure", FactKind.YES_NO, null, false, true, null, null));
    private static final Map<String, Term> OUTPUTS = facts(
            new Term("points", FactKind.NUMBER, null, true, false, null, null),
            new Term("because", FactKind.TEXT, null, false, false, null, null));

    private static Map<String, Term> facts(Term... terms) {
        Map<String, Term> facts = new LinkedHashMap<>();
        for (Term term : terms) {
            facts.put(term.name(), term);
        }
        return facts;
    }

    private final List<String> faults = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private void look(String policy, @Nullable String otherwise, String rules) {
        faults.clear();
        notes.clear();
        DecisionTable dmn = Dmn.readModelFromStream(new ByteArrayInputStream(TableText.dmn("points", policy, rules)))
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
        TableLogic.tell(dmn, new Table("points", policy, FACTS, OUTPUTS, otherwise), List.of(), new TableLogic.Voice() {
            @Override
            public void fault(@Nullable String place, String what, String remedy) {
                faults.add(place + ": " + what);
            }

            @Override
            public void note(@Nullable String place, String what) {
                notes.add(place + ": " + what);
            }
        });
    }

    @Test
    void twoRulesForTheSameFactsContradictEachOtherWhereAnswersAreCollectedAndAreAddedWhereTheyAreSummed() {
        String rules = """
                count | sure -> points | because
                r1: > 3 | true -> 5 | "many"
                r2: >= 4 | true -> 7 | "many"
                """;
        look("COLLECT", "", rules);
        assertThat(faults)
                .containsExactly(
                        "rule r2: It fits just the same facts as r1, but 'points' is 7 here and 5 there, and only one answer is followed.");
        look("COLLECT SUM", "", rules);
        assertThat(faults).isEmpty();
    }

    @Test
    void theSameRuleTwiceIsToldAlsoWhereAnswersAreSummed() {
        look("COLLECT SUM", "", """
                count -> points
                r1: > 3 -> 5
                r2: >= 4 -> 5
                """);
        assertThat(faults).containsExactly("rule r2: It says the same as r1 for just the same facts.");
    }

    @Test
    void rulesThatShareOnlySomeFactsMayAllAnswerWhereAnswersAreCollected() {
        look("COLLECT", "", """
                count -> points
                r1: > 3 -> 5
                r2: > 4 -> 7
                """);
        assertThat(faults).isEmpty();
    }

    @Test
    void cellsThatCanNotBeAnalysedAreTheSameWhereTheyAreWrittenTheSame() {
        look("RULE ORDER", "", """
                count | word -> points
                r1 (Sample: {count: 1, word: "abc"}): > 0 | starts with(?, "a") -> 5
                r2 (Sample: {count: 1, word: "abc"}): >= 1 | starts with( ?, "a" ) -> 5
                """);
        assertThat(faults).containsExactly("rule r2: It says the same as r1 for just the same facts.");
    }

    @Test
    void partsOfNumbersLieBetweenWholeOnesUnlessTheFactIsCounted() {
        look("FIRST", null, """
                share -> points
                r1: <= 2 -> 5
                r2: >= 3 -> 7
                r3: null -> 0
                """);
        assertThat(faults).containsExactly("null: No rule answers for share 2.5.");
    }

    @Test
    void whereThereAreTooManyCasesNothingIsGuessed() {
        Map<String, Term> many = new LinkedHashMap<>();
        IntStream.range(0, 14)
                .forEach(i -> many.put(
                        "c" + i,
                        new Term("c" + i, FactKind.NUMBER, null, false, true, new Count(0, Long.MAX_VALUE), null)));
        List<Axis> axes = many.values().stream()
                .map(term -> Axis.of(term, List.of(1L, 3L, 5L, 7L)))
                .toList();
        List<Box> takers = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            for (int j = 0; j < 4; j++) {
                Box box = Box.everything(axes);
                for (int k = 0; k < 14; k++) {
                    int wanted = 1 + 2 * ((i + j * k) % 4);
                    box = box.narrowed(k, just(axes.get(k), wanted));
                }
                takers.add(box);
            }
        }
        assertThat(Cover.left(List.of(Box.everything(axes)), repeated(axes))).isNull();
        assertThat(Cover.left(Box.everything(axes), takers)).isNotEmpty();
    }

    private static BitSet just(Axis axis, int value) {
        return axis.where(Feel.unaryTests("" + value, wrong -> {}).tree());
    }

    // each taker leaves boxes in every direction, so that they multiply
    private static List<Box> repeated(List<Axis> axes) {
        List<Box> takers = new ArrayList<>();
        for (int i = 0; i < axes.size(); i += 2) {
            int at = i;
            for (int value : new int[] {1, 3, 5, 7}) {
                Box box = Box.everything(axes);
                for (int k = at; k < at + 2 && k < axes.size(); k++) {
                    box = box.narrowed(k, just(axes.get(k), value));
                }
                takers.add(box);
            }
        }
        return takers;
    }

    private static final Map<String, List<String>> CELLS = Map.of(
            "count", List.of("-", "3", "< 4", "[2..5]", "(2..5)", ">= 5", "not(3)", "1, 7", "not([3..6])", "> 2"),
            "share",
                    List.of("-", "0.5", "< 0.5", "[0.2..0.7)", ">= 0.7", "null", "not(null)", "not(0.5)", "not(< 0.5)"),
            "word",
                    List.of(
                            "-",
                            "\"a\"",
                            "\"a\", \"b\"",
                            "not(\"a\")",
                            "null",
                            "not(\"a\", null)",
                            "not(\"b\", \"c\")"),
            "light", List.of("-", "\"good\"", "\"bad\", \"unknown\"", "not(\"good\")", "not(\"bad\")"),
            "sure", List.of("-", "true", "false", "not(false)"));
    private static final Map<String, List<@Nullable Object>> VALUES = values();

    private static Map<String, List<@Nullable Object>> values() {
        Map<String, List<@Nullable Object>> values = new HashMap<>();
        values.put("count", List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
        List<@Nullable Object> shares = new ArrayList<>(List.of(-1.0, 0.2, 0.3, 0.5, 0.6, 0.7, 2.0));
        shares.add(null);
        values.put("share", shares);
        List<@Nullable Object> words = new ArrayList<>(List.of("a", "b", "c", "d"));
        words.add(null);
        values.put("word", words);
        values.put("light", List.of("good", "bad", "unknown"));
        values.put("sure", List.of(true, false));
        return values;
    }

    /** Small tables by chance, each held against the engine for all facts that can make a difference. */
    @Test
    void whatTheAnalysisSaysOfTablesMadeByChanceIsWhatTheEngineDoes() {
        CompiledTables engine = new CompiledTables();
        Random chance = new Random(20261125);
        int shadowed = 0;
        int gaps = 0;
        int overlaps = 0;
        for (int n = 0; n < 60; n++) {
            List<String> names = new ArrayList<>(FACTS.keySet());
            java.util.Collections.shuffle(names, chance);
            names = names.subList(0, 1 + chance.nextInt(3));
            StringBuilder rules = new StringBuilder(String.join(" | ", names) + " -> points\n");
            int many = 2 + chance.nextInt(4);
            for (int r = 1; r <= many; r++) {
                rules.append("r").append(r).append(": ");
                rules.append(names.stream()
                        .map(name -> CELLS.get(name)
                                .get(chance.nextInt(CELLS.get(name).size())))
                        .collect(Collectors.joining(" | ")));
                rules.append(" -> ").append(r).append("\n");
            }
            List<List<String>> fired = fired(engine, names, "t" + n, rules.toString());
            look("FIRST", null, rules.toString());
            for (int r = 1; r <= many; r++) {
                String id = "r" + r;
                boolean never = fired.stream()
                        .noneMatch(all -> !all.isEmpty() && all.get(0).equals(id));
                boolean told = faults.stream().anyMatch(f -> f.startsWith("rule " + id + ": It can never fire"));
                boolean net = r == many && rules.toString().strip().endsWith(net(names, r));
                if (!net && !fitsAllAbove(rules.toString(), names, r)) {
                    assertThat(told).as(id + " of\n" + rules + faults).isEqualTo(never);
                    shadowed += told ? 1 : 0;
                }
            }
            boolean gap = fired.stream().anyMatch(List::isEmpty);
            assertThat(faults.stream().anyMatch(f -> f.startsWith("null: No rule answers")))
                    .as(rules + "" + faults)
                    .isEqualTo(gap);
            gaps += gap ? 1 : 0;
            look("UNIQUE", "", rules.toString());
            for (int a = 1; a <= many; a++) {
                for (int b = a + 1; b <= many; b++) {
                    List<String> both = List.of("r" + a, "r" + b);
                    boolean two = fired.stream().anyMatch(all -> all.containsAll(both));
                    String says = "rule r" + b + ": It and r" + a + " both fit ";
                    assertThat(faults.stream().anyMatch(f -> f.startsWith(says)))
                            .as(says + "\n" + rules)
                            .isEqualTo(two);
                    overlaps += two ? 1 : 0;
                }
            }
        }
        assertThat(shadowed).isGreaterThan(10);
        assertThat(gaps).isBetween(10, 55);
        assertThat(overlaps).isGreaterThan(50);
    }

    private static String net(List<String> names, int rule) {
        return names.stream().map(name -> "-").collect(Collectors.joining(" | ")) + " -> " + rule;
    }

    private static boolean fitsAllAbove(String rules, List<String> names, int rule) {
        return IntStream.range(1, rule).anyMatch(r -> rules.contains("r" + r + ": " + net(names, r) + "\n"));
    }

    private static List<List<String>> fired(CompiledTables engine, List<String> names, String key, String rules) {
        byte[] dmn = TableText.dmn("points", "RULE ORDER", rules);
        List<Map<String, @Nullable Object>> all = List.of(Map.of());
        for (String name : names) {
            List<Map<String, @Nullable Object>> more = new ArrayList<>();
            for (Map<String, @Nullable Object> facts : all) {
                for (Object value : VALUES.get(name)) {
                    Map<String, @Nullable Object> with = new HashMap<>(facts);
                    with.put(name, value);
                    more.add(with);
                }
            }
            all = more;
        }
        return all.stream()
                .map(facts -> engine.ask(key, "points", dmn, facts).rules())
                .toList();
    }
}
