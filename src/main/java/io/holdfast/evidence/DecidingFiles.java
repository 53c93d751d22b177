package io.holdfast.evidence;

import java.util.Optional;

/** The files of the playbook, for the bundle: what decided lies beside what was decided. */
public interface DecidingFiles {

    /**
     * A file's bytes as that version of the playbook has it.
     *
     * @param playbook the playbook's number
     * @param path {@code processes/decisions/severity.dmn}
     * @return empty where there is no such file or version
     */
    Optional<byte[]> bytes(long playbook, String path);
}
