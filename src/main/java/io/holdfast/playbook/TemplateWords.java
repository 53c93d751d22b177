package io.holdfast.playbook;

import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.exceptions.TemplateEngineException;

@Component
class TemplateWords implements Words {

    private static final String SLACK = "slack/";

    private final Playbooks playbooks;
    private final TextEngine engine;
    private final Map<Long, TemplateFiles> templates = new ConcurrentHashMap<>();

    TemplateWords(Playbooks playbooks, TextEngine engine) {
        this.playbooks = playbooks;
        this.engine = engine;
    }

    @Override
    public long version() {
        return playbooks.inForce(World.LIVE);
    }

    @Override
    public String render(String name, String locale, Map<String, ?> fields) {
        Playbook playbook = playbooks.number(version());
        TemplateFiles files = templates.computeIfAbsent(playbook.number(), n -> read(playbook));
        List<String> locales = playbook.catalog().locales();
        String path = files.path(name, locale, locales.isEmpty() ? "en" : locales.get(0));
        if (path == null) {
            throw new NoSuchElementException("Playbook " + playbook.number() + " has no template " + name
                    + " for the locale " + locale + ": templates/" + name + "." + locale + ".txt is missing");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : files.fields().getOrDefault(name, List.of())) {
            if (!fields.containsKey(field)) {
                throw new IllegalArgumentException(
                        "The template " + path + " needs the field '" + field + "', and it was not given");
            }
            Object value = FeelValues.plain(fields.get(field));
            values.put(field, name.startsWith(SLACK) ? escaped(value) : value);
        }
        String template = new String(playbook.bytes(path), java.nio.charset.StandardCharsets.UTF_8);
        try {
            return engine.render(template, values).strip();
        } catch (TemplateEngineException e) {
            throw new IllegalStateException(
                    "The template " + path + " (playbook " + playbook.number() + ") does not render: " + Causes.last(e),
                    e);
        }
    }

    private static TemplateFiles read(Playbook playbook) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Playbook.FileEntry entry : playbook.files()) {
            if (entry.path().startsWith("templates/")) {
                files.put(entry.path(), playbook.bytes(entry.path()));
            }
        }
        return TemplateFiles.read(new PlaybookFiles(files), new ArrayList<>());
    }

    // Slack reads these three as mark-up, wherever they stand.
    private static @Nullable Object escaped(@Nullable Object value) {
        if (value instanceof String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(escaped(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), escaped(each)));
            return copy;
        }
        return value;
    }
}
