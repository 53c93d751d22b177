package io.holdfast.playbook;

import java.util.List;

/** Takes up what changed in the team's folder where a person has to say yes to it first. */
public interface FolderProposals {
    /** Proposes these as one change, with the current transaction. */
    void propose(List<FileChange> files);
}
