package io.holdfast.drill;

import io.holdfast.audience.Subscriber;
import io.holdfast.catalog.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A scenario's customers. Their numbers are of the kind that is given to films, and their addresses of a domain that can't exist. */
final class MadeUpCustomers {
    private MadeUpCustomers() {}

    static List<Subscriber> of(Scenario scenario, Instant begins) {
        List<Subscriber> all = new ArrayList<>();
        int number = 0;
        for (Scenario.Customers some : scenario.customers()) {
            for (int i = 0; i < some.count(); i++, number++) {
                all.add(new Subscriber(
                        "made-up-" + number,
                        phone(number),
                        String.format(Locale.ROOT, "customer-%d@drill.invalid", number),
                        some.locale(),
                        some.journeys(),
                        some.region(),
                        null,
                        some.consents().stream()
                                .map(channel -> new Subscriber.Consent(channel, begins))
                                .toList()));
            }
        }
        return all;
    }

    // +44 7700 900000 to 900999: Ofcom's numbers for drama use.
    private static String phone(int number) {
        return String.format(Locale.ROOT, "+447700900%03d", number % 1_000);
    }
}
