package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticApplicationContext;

/** However a diagram came in: an expression of it comes to Holdfast's own parts and to nothing else. */
class HouseExpressionsTest {
    private final StaticApplicationContext application = new StaticApplicationContext();
    private final HouseExpressions expressions = new HouseExpressions(application);

    /** A part of the house. */
    public static class Waits {
        public String of(DelegateExecution execution, String wait) {
            return wait + " of " + execution.getProcessBusinessKey();
        }
    }

    @BeforeEach
    void parts() {
        application.getBeanFactory().registerSingleton("until", new Waits());
        application.getBeanFactory().registerSingleton("dataSource", new StringBuilder("not ours"));
    }

    private Object value(String text) {
        ExecutionEntity execution = new ExecutionEntity() {
            @Override
            public String getProcessBusinessKey() {
                return "INC-7";
            }

            @Override
            public boolean hasVariable(String name) {
                return false;
            }
        };
        return expressions.createValueExpression(text).getValue(expressions.getElContext(execution));
    }

    @Test
    void aPartIsAskedAboutWhatRuns() {
        assertThat(value("${until.of(execution, 'stable')}")).isEqualTo("stable of INC-7");
        assertThat(value("#{execution.processBusinessKey}")).isEqualTo("INC-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${''['class']}",
                "${until.getClass()}",
                "${until.class}",
                "${execution.processEngineServices}",
                "${execution.getProcessEngineServices()}",
                "${dataSource}",
                "${dataSource.reverse()}",
                "${applicationContext}"
            })
    void nothingElseIsInReach(String text) {
        assertThatThrownBy(() -> value(text)).isInstanceOf(org.camunda.bpm.impl.juel.jakarta.el.ELException.class);
    }
}
