package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.people.Member;
import io.holdfast.security.Caller;
import java.util.List;

/** Whoever has a role hands it to somebody else, who is asked first; the ladder follows where he does not answer. */
public interface HandOver {

    /**
     * Those to whom this role of this incident can be handed.
     *
     * @param role {@code commander} or {@code owner}
     */
    List<Member> others(Incident incident, String role);

    /** Whether he may: who holds the role, and who commands; a token may where its scope let it in. */
    boolean may(Incident incident, String role, Caller by);

    /**
     * @param to username
     * @throws IllegalArgumentException where the role or the person can't be meant, naming who can
     * @throws IllegalStateException where nobody has the role, or the incident has ended
     * @throws org.springframework.security.access.AccessDeniedException where it is not his to hand over
     * @throws java.util.NoSuchElementException where there is no such incident
     */
    void handOver(String key, String role, String to, String because, Caller by);
}
