package io.holdfast.grabbag;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a grab bag, as its page reads it.
 *
 * @param drawn the day and time at which it was drawn, in the house's zone
 * @param numbers whether people's telephone numbers are whole
 */
record Bag(
        long playbook,
        String drawn,
        boolean numbers,
        Catalog catalog,
        List<JourneyPages> journeys,
        List<Ladder> ladders,
        List<Contact> people,
        List<VendorPage> vendors,
        List<Loss> losses) {

    /** A dependency's name, for the page. */
    public String dependency(String id) {
        return catalog.dependency(id).map(Dependency::name).orElse(id);
    }

    /** A vendor's name, for the page. */
    public String vendor(String id) {
        return catalog.vendor(id).map(Vendor::name).orElse(id);
    }

    /** A team's name, for the page. */
    public String team(String id) {
        return catalog.team(id).map(Team::name).orElse(id);
    }

    /** A journey with the texts that may be sent by hand. */
    record JourneyPages(Journey journey, String owner, List<String> crosses, List<Saying> texts) {}

    /**
     * Words to customers.
     *
     * @param when {@code First word}
     */
    record Saying(String when, String locale, String language, String text) {}

    /** Who is called, rung by rung. */
    record Ladder(String team, String channel, String step, List<String> rungs) {}

    /** How a person is reached. */
    record Contact(
            String name,
            String roles,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String slack) {}

    /** A vendor, what it runs for us, and the words of an urgent case. */
    record VendorPage(Vendor vendor, List<Dependency> runs, String caseText) {}

    /** What breaks without a dependency, and what is left. */
    record Loss(String without, List<String> breaks, List<String> left) {}
}
