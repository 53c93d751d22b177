package io.holdfast.route;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.WantedOwner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds whoever is asked to own an incident against what {@code ownership.dmn} says now. */
@Component
class OwnerCheck implements WantedOwner {
    private final Ownership ownership;
    private final AskRows asked;

    OwnerCheck(Ownership ownership, AskRows asked) {
        this.ownership = ownership;
        this.asked = asked;
    }

    @Override
    public void check(Incident incident, @Nullable Actor chosenBy) {
        String wanted = ownership.look(incident, "owner").text("team");
        Optional<Asked.Question> question = asked.of(incident.key(), "owner");
        if (question.isPresent()) {
            if (!question.get().team().equals(wanted)) {
                // Whoever was asked by name is not asked again for another cause.
                asked.put(new Asked.Question(
                        incident.key(),
                        "owner",
                        question.get().team(),
                        Math.min(0, question.get().rung()),
                        null,
                        question.get().askedAt()));
                incident.wake("ask-anew-owner", null);
            }
        } else if (chosenBy != null
                && incident.owner().isPresent()
                && !incident.ownerTeam().equals(Optional.of(wanted))) {
            incident.release("owner", chosenBy, "The cause that was chosen is another team's");
        }
    }
}
