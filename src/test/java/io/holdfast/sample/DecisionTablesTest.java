package io.holdfast.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.feel.FeelEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule of each decision table fires for at least one set of facts, and says what it should. */
class DecisionTablesTest {
    private static final List<String> TABLES = List.of(
            "contact-policy",
            "fallback-rules",
            "guardrails",
            "ownership",
            "severity",
            "thresholds",
            "triage",
            "update-cadence",
            "waits");
    private static final Set<String> ALWAYS =
            Set.of("contact-policy", "guardrails", "ownership", "severity", "triage", "update-cadence", "waits");

    private final List<String> fired = new ArrayList<>();
    private final DmnEngine engine = engine();

    @Test
    void theTablesAreAllThereAndNamedAsTheirFiles() {
        assertThat(Sample.files("decisions", ".dmn"))
                .extracting(f -> f.getFileName().toString())
                .containsExactlyElementsOf(TABLES.stream().map(t -> t + ".dmn").toList());
        for (String table : TABLES) {
            assertThat(decision(table).getKey()).isEqualTo(table.replace('-', '_'));
            assertThat(model(table).getHitPolicy())
                    .isEqualTo(table.equals("fallback-rules") ? HitPolicy.RULE_ORDER : HitPolicy.FIRST);
        }
    }

    @Test
    void everyRuleHasItsNumberSaysWhyAndItsCellsParse() {
        FeelEngine feel = new FeelEngine.Builder().build();
        for (String table : TABLES) {
            int number = 0;
            for (Rule rule : model(table).getRules()) {
                number++;
                String where = table + " " + rule.getId();
                assertThat(rule.getId()).isEqualTo("r" + number);
                assertThat(rule.getDescription().getTextContent()).as(where).hasSizeGreaterThan(4);
                for (InputEntry cell : rule.getInputEntries()) {
                    String text = cell.getText().getTextContent();
                    assertThat(text.isBlank() || feel.parseUnaryTests(text).isRight())
                            .as(where + ": " + text)
                            .isTrue();
                }
                for (OutputEntry cell : rule.getOutputEntries()) {
                    String text = cell.getText().getTextContent();
                    // An output that need not be given may be left empty.
                    assertThat(text.isBlank() || feel.parseExpression(text).isRight())
                            .as(where + ": " + text)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aTableThatMustAnswerEndsInARuleThatAlwaysFits() {
        for (String table : ALWAYS) {
            List<Rule> rules = List.copyOf(model(table).getRules());
            assertThat(rules.get(rules.size() - 1).getInputEntries())
                    .as(table)
                    .allMatch(cell -> cell.getText().getTextContent().isBlank());
            evaluate(table, Map.of());
            assertThat(fired).as(table).containsExactly("r" + rules.size());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFires() throws IOException {
        JsonNode cases = Sample.resource("/sample/decisions.yaml");
        return TABLES.stream()
                .map(table -> DynamicTest.dynamicTest(table, () -> {
                    Set<String> seen = new HashSet<>();
                    for (JsonNode one : cases.get(table)) {
                        DmnDecisionTableResult result = evaluate(table, facts(one.get("facts")));
                        assertThat(fired)
                                .as(one.toString())
                                .containsExactly(one.get("rule").asText());
                        Map<String, Object> row = result.getFirstResult().getEntryMap();
                        one.get("answers")
                                .fields()
                                .forEachRemaining(answer -> assertThat(row.get(answer.getKey()))
                                        .as(one + " " + answer.getKey())
                                        .isEqualTo(expected(row.get(answer.getKey()), answer.getValue())));
                        seen.addAll(fired);
                    }
                    assertThat(seen)
                            .containsExactlyInAnyOrderElementsOf(model(table).getRules().stream()
                                    .map(Rule::getId)
                                    .toList());
                }));
    }

    @Test
    void everyIndicatorOfEveryJourneyIsJudged() {
        for (JsonNode journey : Sample.catalog("journeys").get("journeys")) {
            for (JsonNode indicator : journey.get("indicators")) {
                Map<String, Object> facts = new HashMap<>();
                facts.put("metric", indicator.get("metric").asText());
                facts.put("journey", journey.get("id").asText());
                DmnDecisionTableResult result = evaluate("thresholds", facts);
                assertThat(fired).as(facts.toString()).hasSize(1);
                Map<String, Object> row = result.getFirstResult().getEntryMap();
                double sign = "below".equals(row.get("direction")) ? 1 : -1;
                assertThat(sign * number(row, "bad")).isLessThan(sign * number(row, "strained"));
                assertThat(sign * number(row, "strained")).isLessThan(sign * number(row, "good"));
                assertThat(row.get("badFor")).isInstanceOf(Duration.class);
                assertThat(row.get("goodFor")).isInstanceOf(Duration.class);
                assertThat(number(row, "minCount")).isGreaterThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aMetricThatNoRuleNamesIsNotJudged() {
        evaluate("thresholds", Map.of("metric", "cpu_of_something"));
        assertThat(fired).isEmpty();
    }

    @Test
    void whatATableNamesExists() {
        JsonNode journeys = Sample.catalog("journeys").get("journeys");
        Set<String> modes = new HashSet<>();
        Sample.each(journeys).forEach(j -> modes.addAll(Sample.all(j.get("modes"), "id")));
        assertThat(modes).containsAll(outputs("fallback-rules", 0));
        // What takes a change back is offered for the change, by no rule.
        Sample.each(journeys)
                .flatMap(j -> Sample.each(j.get("modes")))
                .filter(m -> m.has("undoes"))
                .forEach(m -> modes.remove(m.get("id").asText()));
        assertThat(outputs("fallback-rules", 0)).containsAll(modes);
        assertThat(Sample.all(Sample.catalog("teams").get("teams"), "id")).containsAll(outputs("ownership", 0));
        assertThat(outputs("guardrails", 0)).containsExactlyInAnyOrder("suggest", "approve", "act");
        assertThat(outputs("severity", 0)).containsExactlyInAnyOrder("SEV1", "SEV2", "SEV3", "SEV4");
    }

    private Set<String> outputs(String table, int column) {
        Set<String> outputs = new HashSet<>();
        model(table)
                .getRules()
                .forEach(rule -> outputs.add(List.copyOf(rule.getOutputEntries())
                        .get(column)
                        .getText()
                        .getTextContent()
                        .replace("\"", "")));
        return outputs;
    }

    private static double number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).doubleValue();
    }

    private static Object expected(Object given, JsonNode answer) {
        if (given instanceof Duration) {
            return Duration.parse(answer.asText());
        }
        if (given instanceof Double) {
            return answer.asDouble();
        }
        if (given instanceof Long) {
            return answer.asLong();
        }
        return answer.isBoolean() ? answer.asBoolean() : answer.asText();
    }

    private static Map<String, Object> facts(JsonNode node) {
        Map<String, Object> facts = new HashMap<>();
        node.fields()
                .forEachRemaining(f -> facts.put(
                        f.getKey(),
                        f.getValue().isIntegralNumber()
                                ? Long.valueOf(f.getValue().asLong())
                                : new ObjectMapper().convertValue(f.getValue(), Object.class)));
        return facts;
    }

    private DmnDecisionTableResult evaluate(String table, Map<String, Object> facts) {
        fired.clear();
        Map<String, Object> all = new HashMap<>();
        model(table)
                .getInputs()
                .forEach(input -> all.put(
                        input.getInputExpression().getText().getTextContent().strip(), null));
        assertThat(all.keySet()).as(table + " asks for all that its case names").containsAll(facts.keySet());
        all.putAll(facts);
        return engine.evaluateDecisionTable(decision(table), all);
    }

    private DmnDecision decision(String table) {
        try (InputStream in = Files.newInputStream(path(table))) {
            return engine.parseDecisions(in).get(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DecisionTable model(String table) {
        return Dmn.readModelFromFile(path(table).toFile())
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
    }

    private static Path path(String table) {
        return Sample.PROCESSES.resolve("decisions/" + table + ".dmn");
    }

    private DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        DmnDecisionTableEvaluationListener listener =
                event -> event.getMatchingRules().forEach(rule -> fired.add(rule.getId()));
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(listener));
        return configuration.buildEngine();
    }
}
