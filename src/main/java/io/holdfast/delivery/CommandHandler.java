package io.holdfast.delivery;

import io.holdfast.incident.Incident;
import io.holdfast.people.Member;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a sub-word of {@code /holdfast}; registered as a bean by the package that acts. */
public interface CommandHandler {

    /** The sub-word, {@code status}. */
    String word();

    /**
     * Acts on it. Called once per command, in a transaction.
     *
     * @throws ButtonHandler.Refused where nothing is to be changed; its message is what he reads then
     */
    Said ran(Command command);

    /**
     * A command.
     *
     * @param by who typed it
     * @param incident the one that he named, else the one of the channel that he typed it in, else the only one that goes on; null
     *     where that is unclear
     * @param open all that go on, oldest first
     * @param rest what stood behind the sub-word and the incident
     * @param at when, by the machine's clock
     */
    record Command(Member by, @Nullable Incident incident, List<Incident> open, String rest, Instant at) {}
}
