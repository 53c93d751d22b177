package io.holdfast.console;

import io.holdfast.scorecard.Periods;
import io.holdfast.scorecard.Scorecards.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The time that a page of figures speaks of: what was asked, in words, and what else could be. */
@Component
class Periodical {
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private final House house;

    Periodical(House house) {
        this.house = house;
    }

    /** A time that can be chosen by one press. */
    record Choice(String name, String from, String to, boolean on) {}

    /**
     * @param from first day
     * @param to last day
     * @param problem why what was asked could not be read; null where it could
     */
    record Asked(
            Question question,
            String from,
            String to,
            String by,
            List<Choice> choices,
            @Nullable String problem) {}

    Asked read(@Nullable String from, @Nullable String to, @Nullable String by) {
        ZoneId zone = house.catalog().zone();
        Instant now = house.now();
        String problem = null;
        Question question;
        try {
            question = Periods.of(from, to, by, zone, now);
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
            question = Periods.of(null, null, null, zone, now);
        }
        LocalDate first = question.from().atZone(zone).toLocalDate();
        LocalDate last = question.to().minusMillis(1).atZone(zone).toLocalDate();
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("30 days", today.minusDays(29), today, first, last));
        choices.add(choice("90 days", today.minusDays(89), today, first, last));
        choices.add(choice("12 months", today.minusYears(1).plusDays(1), today, first, last));
        choices.add(choice("All", FIRST_DAY, today, first, last));
        return new Asked(
                question, first.toString(), last.toString(), question.by().id(), choices, problem);
    }

    private static Choice choice(String name, LocalDate from, LocalDate to, LocalDate first, LocalDate last) {
        return new Choice(name, from.toString(), to.toString(), from.equals(first) && to.equals(last));
    }
}
