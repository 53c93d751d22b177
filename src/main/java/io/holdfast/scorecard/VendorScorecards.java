package io.holdfast.scorecard;

import io.holdfast.catalog.UnderneathQuestion;
import io.holdfast.catalog.Vendor;
import io.holdfast.evidence.Actor;
import io.holdfast.scorecard.Scorecard.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What could be taken into a talk about a vendor's contract: our record of him, and beside it what he says of himself. */
public interface VendorScorecards {

    /** One line each, those with the most minutes first. */
    List<Summary> all(Scorecards.Question question);

    /**
     * All of one vendor.
     *
     * @throws java.util.NoSuchElementException where the catalog has no such vendor
     */
    Card of(String vendor, Scorecards.Question question);

    /**
     * What he told us about this incident, word for word as it came in, oldest first.
     *
     * @throws java.util.NoSuchElementException where the catalog has no such vendor
     */
    Notices notices(String vendor, String incident);

    /**
     * Takes in what he published: the answer of a status page's {@code /api/v2/incidents.json}. What is known already is replaced.
     *
     * @throws IllegalArgumentException where it is no such answer, with the place and what would be right
     */
    Imported importHistory(String vendor, String json, Actor by);

    /**
     * Notes when he answered the case of this incident; a later note replaces an earlier one.
     *
     * @throws java.util.NoSuchElementException where there is no such incident
     * @throws IllegalArgumentException where the incident is none of this vendor's, or the time is before the incident or not yet
     */
    void answered(String vendor, String incident, Instant at, Actor by);

    /** @param minutes in which customers were hit for his sake */
    record Summary(Vendor vendor, Group figures, long gaps) {
        public double minutes() {
            return figures.impact().stream()
                    .mapToDouble(Scorecard.JourneyImpact::minutes)
                    .sum();
        }
    }

    /**
     * @param runs names of what he runs for us
     * @param underneath what the catalog itself says lies below that: platform, region, control plane
     * @param told incidents of which he told us at all, before we noticed, and within the time that the contract has; null without one
     * @param incidents the newest of them
     * @param history what he published of himself, newest first
     */
    record Card(
            Vendor vendor,
            Group figures,
            List<String> runs,
            List<String> underneath,
            List<UnderneathQuestion> gaps,
            Told told,
            List<Line> incidents,
            History history) {}

    /** @param within null where the contract says nothing */
    record Told(
            long incidents, long ever, long first, @Nullable Long within) {}

    /**
     * One incident of his.
     *
     * @param noticeSeconds from when we noticed until he told us; null where he never did
     * @param caseOpened whether a case was opened
     * @param answerSeconds from the case until he answered; null where no answer is noted
     * @param minutes in which customers were hit
     */
    record Line(
            String key,
            String title,
            String severity,
            Instant onset,
            @Nullable Long noticeSeconds,
            @Nullable Instant caseOpened,
            @Nullable Long answerSeconds,
            double minutes) {}

    /** All that he told us about one incident. */
    record Notices(Vendor vendor, List<Notice> items) {}

    /** A notice as it came in. */
    record Notice(
            long signal, String source, String state, String title, Instant at, Instant receivedAt, String body) {}

    /**
     * @param published how many he published in this time
     * @param unseen how many of these we have no incident of
     * @param unpublished how many of ours he never published
     */
    record History(long published, long unseen, long unpublished, List<Published> items) {}

    /**
     * One incident that he published.
     *
     * @param publishedAt his first word
     * @param ours our incident of that time; null where we have none
     */
    record Published(
            String id,
            String name,
            String impact,
            Instant beganAt,
            Instant publishedAt,
            @Nullable Instant resolvedAt,
            String components,
            @Nullable String link,
            @Nullable String ours) {}

    /** How many were new, and how many were known and are replaced. */
    record Imported(int added, int replaced) {}
}
