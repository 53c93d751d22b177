package io.holdfast.playbook;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start what is wrong with the playbook, rather than where the program was when it saw it. */
class BadPlaybookAnalyzer extends AbstractFailureAnalyzer<BadPlaybook> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadPlaybook cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Mend these files (holdfast.playbook.location names the folder that overlays the packaged ones) and start again.",
                cause);
    }
}
