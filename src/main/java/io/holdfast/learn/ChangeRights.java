package io.holdfast.learn;

import io.holdfast.security.Caller;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may decide on a change. An attempt of somebody who may not is in the record too. */
@Component
class ChangeRights {
    private final TurnedAway turnedAway;
    private final boolean tokensApprove;

    ChangeRights(TurnedAway turnedAway, @Value("${holdfast.approvals:people}") String approvals) {
        this.turnedAway = turnedAway;
        this.tokensApprove = approvals.equals("tokens-too");
    }

    /**
     * @param id of the change, or of the incident that is to be moved
     * @param what {@code approve}
     */
    void role(String id, String what, Caller by) {
        deny(
                id,
                what,
                by,
                Optional.of("it takes a resilience lead or a commander").filter(x -> !may(by)));
    }

    /** As {@link #role}; where only people approve, no token either. */
    void decides(String id, String what, Caller by) {
        deny(
                id,
                what,
                by,
                Optional.of("'" + by.name() + "' is a token, and only a person " + does(what)
                                + " (holdfast.approvals=people)")
                        .filter(x -> by.token() && !tokensApprove));
        role(id, what, by);
    }

    /** As {@link #decides}, and not the one who wrote it. */
    void another(ChangeRow change, String what, Caller by) {
        decides(change.id(), what, by);
        deny(
                change.id(),
                what,
                by,
                Optional.of("its author can't; somebody else does").filter(x -> author(change, by)));
    }

    static boolean author(ChangeRow change, Caller by) {
        return change.by().equals(by.name()) && change.byKind().equals(kind(by));
    }

    static boolean may(Caller by) {
        return by.token() ? by.hasScope("approve") : by.inAny(Changes.APPROVERS);
    }

    static String kind(Caller by) {
        return by.token() ? "token" : "person";
    }

    private static String does(String what) {
        return switch (what) {
            case "approve" -> "approves changes of the playbook";
            case "reject" -> "rejects changes of the playbook";
            case "roll back" -> "rolls changes of the playbook back";
            case "judge" -> "judges an emergency change";
            default -> "puts an emergency change in force";
        };
    }

    private void deny(String id, String what, Caller by, Optional<String> why) {
        why.ifPresent(reason -> {
            turnedAway.tell(id, what, by, reason);
            throw new AccessDeniedException("To " + what + " " + id + ": " + reason + ".");
        });
    }
}
