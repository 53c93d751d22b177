package io.holdfast.playbook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ExpressionContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateparser.text.TextTemplateParser;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import org.thymeleaf.templateresource.StringTemplateResource;

/** Thymeleaf for plain text, apart from the pages' engine. A template is its own cache key, so that each content is parsed once. */
@Component
class TextEngine {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    TextEngine() {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCacheable(true);
        engine.setTemplateResolver(resolver);
    }

    String render(String template, Map<String, @Nullable Object> fields) {
        Context context = new Context();
        context.setVariables(fields);
        return engine.process(template, context);
    }

    /**
     * Reads a template without rendering it.
     *
     * @throws org.thymeleaf.exceptions.TemplateEngineException where its blocks do not fit together
     */
    void parse(String template) {
        new TextTemplateParser(2, 4096, true)
                .parseStandalone(
                        engine.getConfiguration(),
                        template,
                        template,
                        null,
                        new StringTemplateResource(template),
                        TemplateMode.TEXT,
                        false,
                        new AbstractTemplateHandler() {});
    }

    /**
     * Reads one expression of a template.
     *
     * @throws org.thymeleaf.exceptions.TemplateEngineException where it is none
     */
    void parseExpression(String expression) {
        IEngineConfiguration configuration = engine.getConfiguration();
        StandardExpressions.getExpressionParser(configuration)
                .parseExpression(new ExpressionContext(configuration), expression);
    }
}
