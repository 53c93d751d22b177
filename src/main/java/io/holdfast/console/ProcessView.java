package io.holdfast.console;

import java.util.List;
import java.util.Optional;

/** Where an incident's process stands, drawn on its diagram; implemented over the engine. */
public interface ProcessView {

    /** The diagram that this incident runs on; empty where its process was never started. */
    Optional<Diagram> of(String incident);

    /**
     * @param process the diagram's name for people, {@code incident.bpmn, playbook 12}
     * @param xml the diagram itself
     * @param current ids of the elements where it is now
     * @param children where its called processes are now, in words: {@code Customer updates: wait for the cadence}
     */
    record Diagram(String process, String xml, List<String> current, List<String> children) {}
}
