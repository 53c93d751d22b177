package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class HandingOver implements HandOver {
    private static final List<String> ROLES = List.of("commander", "owner");

    private final Incidents incidents;
    private final AskRows asked;
    private final People people;
    private final Times times;
    private final TransactionTemplate transaction;

    HandingOver(Incidents incidents, AskRows asked, People people, Times times, TransactionTemplate transaction) {
        this.incidents = incidents;
        this.asked = asked;
        this.people = people;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    public List<Member> others(Incident incident, String role) {
        String group = role.equals("commander")
                ? "commander"
                : incident.ownerTeam().map(team -> "team:" + team).orElse("commander");
        return people.inGroup(group).stream()
                .filter(m -> !holder(incident, role).equals(Optional.of(m.username())))
                .toList();
    }

    @Override
    public boolean may(Incident incident, String role, Caller by) {
        return by.token()
                || by.inAny(List.of("commander"))
                || holder(incident, role).equals(Optional.of(by.name()));
    }

    @Override
    public void handOver(String key, String role, String to, String because, Caller by) {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException("'role' is 'commander' or 'owner', not '" + role + "'");
        }
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why ('because'): whoever takes it reads it");
        }
        transaction.executeWithoutResult(tx -> {
            if (incidents.find(key).isEmpty()) {
                throw new NoSuchElementException("There is no incident " + key);
            }
            Incident incident = incidents.locked(key);
            if (!may(incident, role, by)) {
                throw new AccessDeniedException("Only who has it, or a commander, hands it over");
            }
            if (!incident.goingOn()) {
                throw new IllegalStateException(key + " has ended already");
            }
            String from = holder(incident, role)
                    .orElseThrow(() -> new IllegalStateException("Nobody has it yet; answer the task 'Take "
                            + (role.equals("commander") ? "command" : "ownership") + "'"));
            List<Member> others = others(incident, role);
            if (others.stream().noneMatch(m -> m.username().equals(to))) {
                throw new IllegalArgumentException("'to' is one of "
                        + String.join(
                                ", ", others.stream().map(Member::username).toList()) + ", not '" + to + "'");
            }
            String team = role.equals("commander")
                    ? incident.commanderTeam().orElse("")
                    : incident.ownerTeam().orElse("");
            asked.put(new Asked.Question(key, role, team, Asked.NAMED, to, times.in(incident.world())));
            incident.release(
                    role,
                    by.actor(),
                    people.nameOf(from) + " hands it to " + people.nameOf(to) + ": " + because.strip());
            incidents.save(incident);
        });
    }

    private static Optional<String> holder(Incident incident, String role) {
        return role.equals("commander") ? incident.commander() : incident.owner();
    }
}
