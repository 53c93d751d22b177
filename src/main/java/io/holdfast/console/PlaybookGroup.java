package io.holdfast.console;

import java.util.List;

/**
 * A kind of file of the playbook, as pages group them.
 *
 * @param says what such files are for
 */
record PlaybookGroup(String id, String name, String says) {

    static final List<PlaybookGroup> ALL = List.of(
            new PlaybookGroup("tables", "Decision tables", "Thresholds, severity, ownership, fallbacks, guardrails."),
            new PlaybookGroup("processes", "Processes", "What happens, in which order, and who is asked."),
            new PlaybookGroup("catalog", "Catalog", "Journeys, dependencies, vendors, queues, teams."),
            new PlaybookGroup("templates", "Templates", "The words that leave, in every language."),
            new PlaybookGroup("scenarios", "Scenarios", "What is practised."),
            new PlaybookGroup("sources", "Sources", "How signals of others are read."));

    /** Where a file belongs. */
    static String of(String path) {
        if (path.startsWith("processes/decisions/")) {
            return "tables";
        }
        if (path.startsWith("processes/catalog/")) {
            return "catalog";
        }
        if (path.startsWith("processes/scenarios/")) {
            return "scenarios";
        }
        if (path.startsWith("processes/sources/")) {
            return "sources";
        }
        return path.startsWith("templates/") ? "templates" : "processes";
    }

    /** A file's name within its group, {@code sms/first.en.txt}. */
    static String nameOf(String path) {
        return path.replaceFirst("^(processes/(decisions|catalog|scenarios|sources)|processes|templates)/", "");
    }
}
