package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Scope;
import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fallback modes: which are on, and the way to switch one by hand. */
public interface Modes {
    /** All of this incident, whatever their state, in their order of protection. */
    List<ModeSwitch> of(String incident);

    /** The same of many incidents at once; one that has none is left out. */
    default Map<String, List<ModeSwitch>> of(Collection<String> incidents) {
        Map<String, List<ModeSwitch>> all = new HashMap<>();
        incidents.forEach(incident -> all.put(incident, of(incident)));
        return all;
    }

    /** Those that are not over: proposed, switching, on, verified, failing back, rolling back. */
    List<ModeSwitch> current(World world);

    /**
     * Asks for a mode by hand, under the guardrails.
     *
     * @param incident the incident that it belongs to; null where there is none
     * @throws java.util.NoSuchElementException where the journey has no such mode
     * @throws IllegalStateException where the guardrails or its state do not allow it, with the reason
     */
    ModeSwitch switchOn(
            World world, String journey, String mode, Scope scope, @Nullable String incident, String because, Actor by);

    /**
     * The same for whoever calls. A token acts as Holdfast itself would: what the guardrails leave to a person it does only where it
     * may approve.
     *
     * @throws io.holdfast.security.Forbidden where a token may not, with what the guardrails say
     */
    ModeSwitch switchOn(
            World world,
            String journey,
            String mode,
            Scope scope,
            @Nullable String incident,
            String because,
            Caller by);

    /**
     * Puts a mode back, in every scope in which it is on.
     *
     * @throws java.util.NoSuchElementException where it is not on
     */
    ModeSwitch undo(World world, String journey, String mode, String because, Actor by);

    /**
     * Ends a mode that belongs to no incident in the ordinary way: in its steps, and stopped while signals are bad.
     *
     * @throws java.util.NoSuchElementException where there is no such switch
     */
    ModeSwitch failBack(String switchId, Actor by);

    /**
     * How a switch went.
     *
     * @throws java.util.NoSuchElementException where there is no such switch
     */
    Course course(String switchId);

    /**
     * How a switch went.
     *
     * @param state where it stands
     * @param verifiedAt when the signals said that it helps; null where they did not
     * @param backBecause why it was put back before its time; null where it was not
     */
    record Course(
            String state,
            @Nullable Instant verifiedAt,
            @Nullable String backBecause) {}
}
