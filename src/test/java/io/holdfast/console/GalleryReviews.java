package io.holdfast.console;

import io.holdfast.incident.Incident;
import io.holdfast.learn.Reviews;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The review of what is over, with words that try to be more than words. */
record GalleryReviews(Gallery gallery) implements Reviews {
    @Override
    public List<Late> late(Instant now, int limit) {
        boolean calm = gallery.scene.incidents.stream().noneMatch(Incident::goingOn);
        return calm
                ? List.of(new Late("INC-6", "Records load slowly", "dana", Instant.parse("2026-11-20T09:00:00Z")))
                : List.of();
    }

    @Override
    public Optional<Review> of(String incident) {
        boolean over = gallery.scene.incidents.stream().anyMatch(i -> i.key().equals(incident) && !i.goingOn());
        return over
                ? Optional.of(new Review(
                        incident,
                        Instant.parse("2026-11-23T10:06:00Z"),
                        List.of(
                                "Detected 6 min after the onset",
                                "Customers were told after 8 min",
                                "Decisions of people until agents and customers were told: 3"),
                        List.of(
                                "08:58:05  It began: *sign-ins* fail (Holdfast, detect)",
                                "08:59:51  Priya Nair was paged (Holdfast, route)"),
                        List.of("Take command: due at 09:05, answered by Dana Ortiz at 09:17, 12 min late"),
                        List.of("Severity: SEV3 by the rules, made SEV2 by *Dana* Ortiz at 09:17"),
                        """
                        One **cache node** was slow; <script>alert(1)</script> questions carried us for an hour.

                        # Order
                        - first the questions
                        - then [the node](javascript:alert(1)), see [ticket](https://tracker.example/1) ![the graph](https://elsewhere.example/pixel.png)
                        """,
                        "A limit that nobody had written down.",
                        "",
                        "It was a Monday.",
                        "dana",
                        Instant.parse("2026-11-26T10:06:00Z"),
                        "kai",
                        Instant.parse("2026-11-24T09:00:00Z"),
                        List.of(
                                new Action("a1", "Add a probe | to the node", "kai", LocalDate.of(2026, 11, 30), null),
                                new Action("a2", "Write the limit down", null, null, Instant.EPOCH))))
                : Optional.empty();
    }
}
