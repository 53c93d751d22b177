package io.holdfast.tasks;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people answered; process variables hold verdicts only. */
public interface Answers {
    /** The newest answer to that task of this incident; {@code ref} null asks for any. */
    Optional<Answer> latest(String incident, String key, @Nullable String ref);

    /** All of this incident, oldest first. */
    List<Answer> of(String incident);
}
