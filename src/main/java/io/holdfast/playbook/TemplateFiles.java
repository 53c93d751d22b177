package io.holdfast.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The message templates of one playbook.
 *
 * @param fields what each may use, by name ({@code sms/first}), as {@code templates/fields.yaml} declares
 * @param paths the file of each, by name and locale
 */
record TemplateFiles(Map<String, List<String>> fields, Map<String, Map<String, String>> paths) {

    static final String FIELDS = "templates/fields.yaml";
    private static final Pattern NAME =
            Pattern.compile("templates/([a-z]+/[a-z0-9-]+)\\.([a-z]{2}(?:-[A-Z]{2})?)\\.([a-z]+)");

    /**
     * @param faults to which what is wrong is added
     */
    static TemplateFiles read(PlaybookFiles files, List<Fault> faults) {
        Map<String, Map<String, String>> paths = new TreeMap<>();
        for (String path : files.paths()) {
            if (!path.startsWith("templates/") || path.equals(FIELDS)) {
                continue;
            }
            Matcher name = NAME.matcher(path);
            if (name.matches()) {
                paths.computeIfAbsent(name.group(1), n -> new TreeMap<>()).put(name.group(2), path);
            } else {
                faults.add(new Fault(
                        path,
                        null,
                        "Its name is none of a template.",
                        "Call it templates/<channel>/<name>.<locale>.txt, as templates/sms/first.en.txt."));
            }
        }
        return new TemplateFiles(declared(files, faults), paths);
    }

    private static Map<String, List<String>> declared(PlaybookFiles files, List<Fault> faults) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (!files.has(FIELDS)) {
            faults.add(new Fault(
                    FIELDS,
                    null,
                    "The file is missing.",
                    "Write it, with a line for each template: 'sms/first: [house, wrong]'."));
            return fields;
        }
        ObjectNode tree = CatalogReader.yaml(FIELDS, files, faults);
        if (tree == null) {
            return fields;
        }
        tree.fields().forEachRemaining(template -> {
            List<String> names = new ArrayList<>();
            if (!template.getValue().isArray()) {
                faults.add(new Fault(
                        FIELDS,
                        template.getKey(),
                        "There is no list of fields here.",
                        "Write '[house, wrong]', or '[]' for none."));
            }
            for (JsonNode field : template.getValue()) {
                names.add(field.asText());
            }
            fields.put(template.getKey(), names);
        });
        return fields;
    }

    /** The file of that template for a reader of that language; null where there is no such template. */
    @Nullable
    String path(String name, String locale, String fallback) {
        Map<String, String> there = paths.getOrDefault(name, Map.of());
        String exact = there.get(locale);
        if (exact != null) {
            return exact;
        }
        String language = there.get(locale.split("[-_]")[0]);
        return language != null ? language : there.get(fallback);
    }
}
