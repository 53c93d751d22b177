package io.holdfast.scorecard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /**
     * The figure that hours of this word make.
     *
     * @param word of the catalog, {@code bot-containment}
     */
    static FigureKind kind(String word) {
        return KINDS.getOrDefault(word, FigureKind.AUTHENTICATION);
    }

    List<Figure> all() {
        return of(hours);
    }

    /** By the id of the journey; one that has no hours is not in it. */
    Map<String, List<Figure>> byJourney() {
        return by(Hour::journey);
    }

    /** By the month, {@code 2026-11}, of the house's calendar. */
    Map<String, List<Figure>> byMonth(ZoneId zone) {
        Months months = new Months(zone);
        return by(h -> months.of(h.at()));
    }

    /** The figures of no hours at all. */
    static List<Figure> nothing() {
        return new ReadingFigures(List.of()).all();
    }

    private Map<String, List<Figure>> by(Function<Hour, String> group) {
        Map<String, List<Figure>> figures = new HashMap<>();
        hours.stream().collect(Collectors.groupingBy(group)).forEach((id, its) -> figures.put(id, of(its)));
        return figures;
    }

    private List<Figure> of(List<Hour> its) {
        List<Figure> figures = new ArrayList<>();
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
