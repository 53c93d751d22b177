package io.holdfast.audience;

import io.holdfast.people.People;

/** The real addresses of our own people, for tests of other packages that wire by hand. */
public final class StaffForTests {
    private StaffForTests() {}

    public static Staff of(People people) {
        return new Staff(people);
    }
}
