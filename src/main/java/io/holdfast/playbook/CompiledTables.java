package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedInput;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedOutput;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The DMN engine, with each table compiled once per content. Knows nothing of versions and records. */
@Component
class CompiledTables {

    /**
     * @param rows outputs of the matching rules, without empty cells
     * @param rules their ids
     * @param inputs what the table asked, by the input's expression, and what it saw
     */
    record Answer(List<Map<String, Object>> rows, List<String> rules, Map<String, @Nullable Object> inputs) {}

    private final ThreadLocal<@Nullable DmnDecisionTableEvaluationEvent> last = new ThreadLocal<>();
    private final DmnEngine engine;
    private final Map<String, DmnDecision> compiled = new ConcurrentHashMap<>();

    CompiledTables() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        DmnDecisionTableEvaluationListener listener = last::set;
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(listener));
        engine = configuration.buildEngine();
    }

    /**
     * @param hash of the table's bytes
     * @param decision id of the decision in it
     */
    Answer ask(String hash, String decision, byte[] table, Map<String, @Nullable Object> facts) {
        DmnDecision asked = compiled.computeIfAbsent(
                hash + "/" + decision, key -> engine.parseDecision(decision, Models.table(table)));
        try {
            engine.evaluateDecisionTable(asked, Variables.fromMap(FeelValues.facts(facts)));
            DmnDecisionTableEvaluationEvent event = last.get();
            if (event == null) {
                throw new IllegalStateException("The decision engine did not say which rules matched");
            }
            return answer(event);
        } finally {
            last.remove();
        }
    }

    private static Answer answer(DmnDecisionTableEvaluationEvent event) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (DmnEvaluatedDecisionRule rule : event.getMatchingRules()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (DmnEvaluatedOutput output : rule.getOutputEntries().values()) {
                Object value = FeelValues.plain(
                        output.getValue() == null ? null : output.getValue().getValue());
                if (value != null) {
                    row.put(output.getOutputName(), value);
                }
            }
            rows.add(Collections.unmodifiableMap(row));
            rules.add(rule.getId());
        }
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        for (DmnEvaluatedInput input : event.getInputs()) {
            String name = input.getName() == null ? input.getId() : input.getName();
            inputs.put(
                    name,
                    FeelValues.plain(
                            input.getValue() == null ? null : input.getValue().getValue()));
        }
        return new Answer(List.copyOf(rows), List.copyOf(rules), inputs);
    }
}
