package io.holdfast.console;

import io.holdfast.incident.CallOff;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.route.HandOver;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do with an incident as a whole: they call it off, say that it is a part of another one, hand a role over. */
@Controller
class RoomHands {
    private static final Set<String> COMMAND = Set.of("commander", "resilience-lead");

    private final Incidents incidents;
    private final CallOff callOff;
    private final HandOver handOver;
    private final People people;
    private final Callers callers;

    RoomHands(Incidents incidents, CallOff callOff, HandOver handOver, People people, Callers callers) {
        this.incidents = incidents;
        this.callOff = callOff;
        this.handOver = handOver;
        this.people = people;
        this.callers = callers;
    }

    /**
     * What this caller may do here now.
     *
     * @param end whether he may call it off
     * @param others incidents that it may be a part of
     * @param roles those that he may hand over
     */
    record Hands(boolean end, List<Incident> others, List<Role> roles) {}

    /**
     * A role that somebody has.
     *
     * @param id {@code commander}
     * @param word {@code Command}
     * @param holder the name of who has it
     * @param others who could have it
     */
    record Role(String id, String word, String holder, List<Member> others) {}

    Hands of(Incident incident, Caller caller) {
        if (!incident.goingOn() || !incident.world().isLive()) {
            return new Hands(false, List.of(), List.of());
        }
        List<Role> roles = new ArrayList<>();
        role(incident, caller, "commander", "Command", incident.commander()).ifPresent(roles::add);
        role(incident, caller, "owner", "Ownership", incident.owner()).ifPresent(roles::add);
        List<Incident> others = incidents.open(incident.world()).stream()
                .filter(i -> i.goingOn() && !i.key().equals(incident.key()))
                .toList();
        return new Hands(caller.inAny(COMMAND), others, roles);
    }

    private Optional<Role> role(Incident incident, Caller caller, String id, String word, Optional<String> holder) {
        if (holder.isEmpty() || !handOver.may(incident, id, caller)) {
            return Optional.empty();
        }
        List<Member> others = handOver.others(incident, id);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Role(id, word, people.nameOf(holder.get()), others));
    }

    @PostMapping("/incidents/{key}/end")
    String end(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        Caller caller = callers.current();
        if (!caller.inAny(COMMAND)) {
            throw new AccessDeniedException("Only a commander calls an incident off.");
        }
        live(key);
        try {
            switch (how) {
                case "false-alarm", "cancelled" -> {
                    boolean wrong = how.equals("false-alarm");
                    callOff.end(key, wrong ? Ending.FALSE_ALARM : Ending.CANCELLED, because, caller.actor());
                    said.addFlashAttribute(
                            "said",
                            "It is over" + (wrong ? ": a false alarm" : "")
                                    + ". Fallbacks are put back, agents are told, and so are the customers who were.");
                }
                case "duplicate" -> {
                    callOff.merge(key, into, because, caller.actor());
                    said.addFlashAttribute("said", "It is a part of " + into.strip() + " from now on.");
                }
                default ->
                    said.addFlashAttribute(
                            "problem", "Say what it is: a false alarm, a part of another one, or called off.");
            }
        } catch (IllegalStateException | IllegalArgumentException | NoSuchElementException refused) {
            said.addFlashAttribute("problem", refused.getMessage());
        }
        return "redirect:/incidents/{key}";
    }

    @PostMapping("/incidents/{key}/hand-over")
    String handOver(
            @PathVariable String key,
            @RequestParam String role,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        live(key);
        try {
            handOver.handOver(key, role, to, because, callers.current());
            said.addFlashAttribute(
                    "said", people.nameOf(to) + " is asked. Until somebody answers, the ladder is climbed.");
        } catch (IllegalStateException | IllegalArgumentException refused) {
            said.addFlashAttribute("problem", refused.getMessage());
        }
        return "redirect:/incidents/{key}#people";
    }

    private void live(String key) {
        if (incidents.find(key).filter(i -> i.world().isLive()).isEmpty()) {
            throw new NoSuchElementException("There is no incident " + key + ".");
        }
    }
}
