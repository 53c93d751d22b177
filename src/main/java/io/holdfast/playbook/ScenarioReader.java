package io.holdfast.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.catalog.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code processes/scenarios/*.yaml}; what does not fit is told and left out, as with the catalog. */
final class ScenarioReader {
    static final String FOLDER = "processes/scenarios/";

    private ScenarioReader() {}

    /** @return by the file's name without its ending */
    static Map<String, Scenario> read(PlaybookFiles files, List<Fault> faults) {
        Map<String, Scenario> scenarios = new TreeMap<>();
        for (String path : files.paths()) {
            if (!path.startsWith(FOLDER) || !path.endsWith(".yaml")) {
                continue;
            }
            ObjectNode tree = CatalogReader.yaml(path, files, faults);
            if (tree == null) {
                continue;
            }
            int before = faults.size();
            JsonNode fits = YamlShape.checked(tree, Scenario.class, path, "", faults);
            YamlShape.onlyKeys(tree, YamlShape.fields(Scenario.class), path, "top", faults);
            if (faults.size() == before) {
                scenarios.put(id(path), CatalogReader.convert(fits, Scenario.class));
            }
        }
        return scenarios;
    }

    static String id(String path) {
        return path.substring(FOLDER.length(), path.length() - ".yaml".length());
    }
}
