package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Playbooks;
import io.holdfast.scorecard.Scorecard.Apart;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

@Component
class ScorecardOfRows implements Scorecards {
    /** Repeats look so far back; a day more, for the longest of all days. */
    private static final Duration LOOK_BACK = Duration.ofDays(Repeats.MOST_DAYS + 1L);

    private final Logger log = LoggerFactory.getLogger(ScorecardOfRows.class);
    private final JdbcClient db;
    private final Ledger ledger;
    private final Counting counting;
    private final ScorecardRows rows;
    private final Playbooks playbooks;
    private final Times times;

    ScorecardOfRows(
            JdbcClient db, Ledger ledger, Counting counting, ScorecardRows rows, Playbooks playbooks, Times times) {
        this.db = db;
        this.ledger = ledger;
        this.counting = counting;
        this.rows = rows;
        this.playbooks = playbooks;
        this.times = times;
    }

    /** The incidents of a time, and what one must know besides. */
    private record Read(Catalog catalog, List<Measured> real, Apart apart, Values values) {}

    @Override
    public Scorecard of(Question q) {
        freshen();
        Read read = read(q);
        Catalog catalog = read.catalog();
        Figures figures = new Figures(catalog, read.values());
        ReadingFigures readings = new ReadingFigures(ledger.hours(q.from(), q.to()));
        List<Group> groups = figures.by(q.by(), read.real());
        if (q.by() == By.JOURNEY) {
            groups = with(groups, readings.byJourney());
        } else if (q.by() == By.MONTH) {
            groups = with(groups, readings.byMonth(catalog.zone()));
        }
        return new Scorecard(
                q.from(),
                q.to(),
                catalog.zone(),
                q.by(),
                read.apart(),
                with(figures.all(read.real()), readings.all()),
                groups,
                rows.exercises(q),
                rows.noise(q, ledger.alarms(q.from(), q.to())),
                rows.load(ledger.pages(q.from(), q.to())),
                counting.waiting());
    }

    @Override
    public List<Group> groups(Question q) {
        freshen();
        Read read = read(q);
        return new Figures(read.catalog(), read.values()).by(q.by(), read.real());
    }

    /** What has ended just now is in it, too; where it can't be written, what was counted before is still true. */
    private void freshen() {
        try {
            counting.newest();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The newest incidents could not be counted; the figures are those of before", e);
        }
    }

    private static List<Group> with(List<Group> groups, Map<String, List<Figure>> readings) {
        return groups.stream()
                .map(g -> with(g, readings.getOrDefault(g.id(), ReadingFigures.nothing())))
                .toList();
    }

    private static Group with(Group group, List<Figure> more) {
        List<Figure> all = new ArrayList<>(group.figures());
        all.addAll(more);
        return new Group(group.id(), group.name(), group.incidents(), List.copyOf(all), group.impact());
    }

    private Read read(Question q) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant back = q.from().isAfter(Instant.EPOCH) ? q.from().minus(LOOK_BACK) : q.from();
        List<Measured> all = ledger.between(back, q.to());
        Instant now = times.in(World.LIVE);
        List<Measured> real = new ArrayList<>();
        long[] apart = new long[CountedAs.values().length];
        for (Measured m : all) {
            if (!m.onset.isBefore(q.from())) {
                apart[m.countedAs.ordinal()]++;
                if (m.countedAs == CountedAs.REAL) {
                    real.add(m);
                }
            }
        }
        return new Read(
                catalog,
                real,
                new Apart(
                        apart[CountedAs.EXERCISE.ordinal()],
                        apart[CountedAs.FALSE_ALARM.ordinal()],
                        apart[CountedAs.CANCELLED.ordinal()],
                        apart[CountedAs.DECLINED.ordinal()],
                        apart[CountedAs.MERGED.ordinal()]),
                new Values(
                        catalog,
                        new Repeats(all, catalog.zone(), 30, Repeats.MOST_DAYS),
                        Late.now(db, now, now.atZone(catalog.zone()).toLocalDate())));
    }

    @Override
    public Behind behind(Question q, @Nullable String group, @Nullable FigureKind figure, int skip, int limit) {
        if (figure != null && figure.ofReadings()) {
            throw new IllegalArgumentException(
                    "'" + figure.id() + "' is made of readings, not of incidents; it has none behind it");
        }
        Read read = read(q);
        Grouping grouping = new Grouping(q.by(), read.catalog());
        List<Measured> its = group == null || q.by() == By.NONE
                ? read.real()
                : grouping.of(read.real()).get(group);
        if (its == null) {
            throw new NoSuchElementException("No incident of this time is of the " + q.by().id() + " '" + group + "'");
        }
        List<Valued> valued = new ArrayList<>();
        its.forEach(m -> valued.add(valued(figure, m, read.values())));
        valued.sort(order(figure));
        List<Valued> page = valued.stream().skip(skip).limit(limit).toList();
        Map<String, String> titles =
                rows.titles(page.stream().map(v -> v.incident().key).toList());
        return new Behind(
                group == null || q.by() == By.NONE ? "All" : grouping.name(group),
                valued.size(),
                page.stream().map(v -> line(v, titles)).toList());
    }

    private record Valued(
            Measured incident,
            @Nullable Double value,
            @Nullable Long of) {}

    private static Valued valued(@Nullable FigureKind kind, Measured m, Values values) {
        if (kind == null) {
            return new Valued(m, null, null);
        }
        if (kind.unit() == FigureKind.Unit.SHARE) {
            long[] share = values.share(kind, m);
            return share[1] == 0 ? new Valued(m, null, null) : new Valued(m, (double) share[0], share[1]);
        }
        return new Valued(m, values.value(kind, m), null);
    }

    /** The longest and most first; of shares those that miss most; what is left out last, the newest first. */
    private static Comparator<Valued> order(@Nullable FigureKind kind) {
        Comparator<Valued> newest =
                Comparator.comparing((Valued v) -> v.incident().onset).reversed();
        if (kind == null) {
            return newest;
        }
        Comparator<Valued> known = Comparator.comparing((Valued v) -> v.value() == null);
        return known.thenComparing(
                        Comparator.comparingDouble(ScorecardOfRows::weight).reversed())
                .thenComparing(newest);
    }

    private static double weight(Valued v) {
        if (v.value() == null) {
            return 0;
        }
        return v.of() == null ? v.value() : v.of() - v.value();
    }

    private static Line line(Valued v, Map<String, String> titles) {
        Measured m = v.incident();
        return new Line(
                m.key, titles.getOrDefault(m.key, ""), m.severity, m.onset, m.cause, m.vendor, v.value(), v.of());
    }
}
