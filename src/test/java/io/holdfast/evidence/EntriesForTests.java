package io.holdfast.evidence;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The real reading of many chains, for tests of other packages that wire by hand. */
public final class EntriesForTests {
    private EntriesForTests() {}

    public static Entries over(JdbcClient db) {
        return new EntriesInChains(db);
    }
}
