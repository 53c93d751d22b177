package io.holdfast.playbook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

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
}
