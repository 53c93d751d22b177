package io.holdfast.engine;

/** Which process definition a version of the playbook runs. */
public interface Definitions {

    /**
     * The id of the process definition that this version of the playbook runs.
     *
     * @param number the playbook's number
     * @param processKey {@code incident}
     */
    String definitionId(long number, String processKey);
}
