package io.holdfast.console;

import io.holdfast.delivery.FailingAddresses;
import io.holdfast.people.People;
import java.time.Instant;

/** An address at which nothing arrives any more, as the log of messages shows it. */
record FailingLine(String who, String channel, Instant since, String problem, String told) {

    static FailingLine of(FailingAddresses.Failing f, People people) {
        String owner = f.recipient().startsWith("person:")
                ? people.nameOf(f.recipient().substring("person:".length()))
                : "Customer";
        return new FailingLine(owner + " " + f.masked(), f.channel().word(), f.markedAt(), f.problem(), told(f));
    }

    private static String told(FailingAddresses.Failing f) {
        if (f.toldAt() == null) {
            return "Its owner is not told yet.";
        }
        return f.toldBy() == null
                ? "Its owner could not be told: there is no other way to him."
                : "Its owner was told by " + f.toldBy().word() + ".";
    }
}
