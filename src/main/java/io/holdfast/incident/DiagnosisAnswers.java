package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import java.util.Optional;

/** Takes a person's word on the diagnosis into the incident; implemented by the package that asked for it. */
public interface DiagnosisAnswers {

    /**
     * Applies the newest answer to 'Confirm the diagnosis'.
     *
     * @param incident locked; its verbs are called, and the caller saves it
     * @return who settled it; empty where it was left to the rules, and then it is offered again when the facts change
     */
    Optional<Actor> apply(Incident incident);
}
