package io.holdfast.scorecard;

import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Figures of readings, by the hours in which they were added up: means weighted by contacts. The busiest hours are the tenth with the
 * most contacts of their meter, by nearest rank.
 */
final class ReadingFigures {
    private static final Map<String, FigureKind> KINDS = Map.of(
            "authentication", FigureKind.AUTHENTICATION,
            "context-continuity", FigureKind.CONTEXT_CONTINUITY,
            "bot-containment", FigureKind.BOT_CONTAINMENT,
            "bot-fallback", FigureKind.BOT_FALLBACK);

    /** An hour of one meter. */
    record Hour(
            String indicator,
            Instant at,
            FigureKind kind,
            String journey,
            long readings,
            long uncounted,
            long contacts,
            double weighted) {}

    private final List<Hour> hours;
    private final Map<String, Long> busy = new HashMap<>();

    ReadingFigures(List<Hour> hours) {
        this.hours = hours;
        Map<String, List<Long>> contacts = new HashMap<>();
        for (Hour h : hours) {
            if (h.kind() == FigureKind.AUTHENTICATION && h.contacts() > 0) {
                contacts.computeIfAbsent(h.indicator(), i -> new ArrayList<>()).add(h.contacts());
            }
        }
        contacts.forEach((indicator, counts) -> busy.put(
                indicator,
                new NearestRank(counts.stream().mapToLong(Long::longValue).toArray()).at(90)));
    }

    static ReadingFigures between(JdbcClient db, Instant from, Instant to) {
        return new ReadingFigures(db.sql("""
                        SELECT indicator, hour_at, figure, journey, readings, uncounted, contacts, weighted FROM scorecard_hour
                         WHERE hour_at >= :from AND hour_at < :to
                        """)
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query((r, i) -> new Hour(
                        r.getString("indicator"),
                        SqlTime.get(r, "hour_at"),
                        KINDS.getOrDefault(r.getString("figure"), FigureKind.AUTHENTICATION),
                        r.getString("journey"),
                        r.getLong("readings"),
                        r.getLong("uncounted"),
                        r.getLong("contacts"),
                        r.getDouble("weighted")))
                .list());
    }

    List<Figure> all() {
        return of(h -> true);
    }

    List<Figure> ofJourney(String journey) {
        return of(h -> h.journey().equals(journey));
    }

    /** @param month {@code 2026-11}, by the house's calendar */
    List<Figure> ofMonth(String month, ZoneId zone) {
        return of(h -> Grouping.month(h.at(), zone).equals(month));
    }

    private List<Figure> of(Predicate<Hour> which) {
        List<Figure> figures = new ArrayList<>();
        List<Hour> its = hours.stream().filter(which).toList();
        for (FigureKind kind : FigureKind.values()) {
            if (kind == FigureKind.AUTHENTICATION_UNDER_LOAD) {
                figures.add(mean(
                        kind,
                        its.stream()
                                .filter(h -> h.kind() == FigureKind.AUTHENTICATION
                                        && h.contacts() > 0
                                        && h.contacts() >= busy.getOrDefault(h.indicator(), Long.MAX_VALUE))
                                .toList()));
            } else if (kind.ofReadings()) {
                figures.add(
                        mean(kind, its.stream().filter(h -> h.kind() == kind).toList()));
            }
        }
        return figures;
    }

    private static Figure mean(FigureKind kind, List<Hour> hours) {
        long contacts = hours.stream().mapToLong(Hour::contacts).sum();
        double weighted = hours.stream().mapToDouble(Hour::weighted).sum();
        return new Figure(
                kind,
                contacts,
                hours.stream().mapToLong(Hour::uncounted).sum(),
                null,
                null,
                null,
                contacts == 0 ? null : weighted / contacts,
                null);
    }
}
