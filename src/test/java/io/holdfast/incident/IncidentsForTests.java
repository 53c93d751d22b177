package io.holdfast.incident;

import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real incidents, for tests of other packages that wire by hand. */
public final class IncidentsForTests {
    private IncidentsForTests() {}

    public static Incidents over(JdbcClient db, Times times, Evidence evidence, Nudges nudges) {
        return new IncidentRows(db, times, evidence, nudges);
    }
}
