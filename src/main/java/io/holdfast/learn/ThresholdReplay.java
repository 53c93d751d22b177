package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.detect.ReadingsAgain;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tries changed thresholds on the past: stored readings are folded again, and held against the incidents that there were. */
@Component
class ThresholdReplay {
    static final String TABLE = "thresholds";

    /** A year and a month: last Christmas is in it, and a replay comes to an end. */
    private static final Duration LOOK_BACK = Duration.ofDays(400);

    private static final String ASSUMPTION =
            "When an incident would have been noticed is an estimate: each indicator is taken by itself, over"
                    + " its readings of the last " + LOOK_BACK.toDays()
                    + " days in the order in which they were measured, as if none had come late. An"
                    + " alarm is what triage opens an incident for; it is an incident’s where it came up to "
                    + AlarmsExplained.LEAD.toHours()
                    + " hours before its onset and stood until " + AlarmsExplained.CLOSE.toMinutes()
                    + " minutes before it or longer.";

    private final ReadingsAgain readings;
    private final NoticedRows rows;
    private final Times times;

    ThresholdReplay(ReadingsAgain readings, NoticedRows rows, Times times) {
        this.readings = readings;
        this.rows = rows;
        this.times = times;
    }

    /**
     * @param catalog the candidate's
     * @param goesOn called now and then
     */
    Replay of(long base, long candidate, Catalog catalog, Runnable goesOn) {
        Instant since = times.in(World.LIVE).minus(LOOK_BACK);
        Noticed.Otherwise otherwise = (incident, but) -> {
            goesOn.run();
            return rows.otherwise(incident, but);
        };
        Noticed noticed = new Noticed(rows.since(since), otherwise, new NoticedWords(catalog));
        readings.each(base, candidate, since, noticed::add, goesOn);
        return noticed.anything()
                ? NoticedSentence.of(noticed.found(), noticed.looked(), ASSUMPTION)
                : new Replay("No indicator that was ever read is judged otherwise.", 0, List.of(), "");
    }
}
