package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.UnderneathQuestion;
import io.holdfast.catalog.Vendor;
import io.holdfast.evidence.Actor;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The forty incidents without a database, for pages that show them. */
public final class FortyScorecard implements Scorecards, VendorScorecards {
    private static final Catalog CATALOG = FortyIncidents.catalog(FortyIncidents.LONDON);
    private static final int NEWEST = 12;

    private final String title;

    /** @param title of every incident */
    public FortyScorecard(String title) {
        this.title = title;
    }

    private static List<Measured> real(Question q) {
        return FortyIncidents.measured(CATALOG).stream()
                .filter(m -> m.countedAs == CountedAs.REAL)
                .filter(m -> !m.onset.isBefore(q.from()) && m.onset.isBefore(q.to()))
                .toList();
    }

    private static Values values() {
        return new Values(
                CATALOG,
                new Repeats(FortyIncidents.measured(CATALOG), FortyIncidents.LONDON, 30, 90),
                new Late(Map.of("INC-10", 1L), Map.of("INC-10", 1L)));
    }

    @Override
    public Scorecard of(Question q) {
        Figures figures = new Figures(CATALOG, values());
        return new Scorecard(
                q.from(),
                q.to(),
                FortyIncidents.LONDON,
                q.by(),
                new Scorecard.Apart(2, 2, 1, 1, 3),
                figures.all(real(q)),
                figures.by(q.by(), real(q)),
                List.of(new Scorecard.Exercise("live", 2, 1, 2, 1), new Scorecard.Exercise("sandbox", 4, 4, 6, 5)),
                List.of(
                        new Scorecard.Noise("alert", "alertmanager", 4, 1),
                        new Scorecard.Noise("threshold", "r1 answered_share", 7, 3)),
                List.of(new Scorecard.Load("dana", "Dana Ortiz", 3, 3, 1)),
                0);
    }

    @Override
    public List<Group> groups(Question q) {
        return new Figures(CATALOG, values()).by(q.by(), real(q));
    }

    @Override
    public Behind behind(Question q, @Nullable String group, @Nullable FigureKind figure, int skip, int limit) {
        List<Scorecards.Line> lines = new ArrayList<>();
        for (Measured m : real(q)) {
            Double value = figure == null ? null : values().value(figure, m);
            long[] share = figure == null ? new long[2] : values().share(figure, m);
            lines.add(new Scorecards.Line(
                    m.key,
                    title,
                    m.severity,
                    m.onset,
                    m.cause,
                    m.vendor,
                    share[1] > 0 ? Double.valueOf(share[0]) : value,
                    share[1] > 0 ? share[1] : null));
        }
        return new Behind(
                group == null ? "All" : group,
                lines.size(),
                lines.stream().limit(limit).toList());
    }

    @Override
    public List<Summary> all(Question question) {
        List<Summary> all = new ArrayList<>();
        for (Vendor v : CATALOG.vendors()) {
            all.add(new Summary(v, group(v.id(), question), gaps(v).size()));
        }
        return all;
    }

    private static Group group(String vendor, Question q) {
        return new Figures(CATALOG, values())
                .by(By.VENDOR, real(q)).stream()
                        .filter(g -> g.id().equals(vendor))
                        .findFirst()
                        .orElse(new Group(vendor, vendor, 0, List.of(), List.of()));
    }

    private static List<UnderneathQuestion> gaps(Vendor v) {
        return Arrays.stream(UnderneathQuestion.values())
                .filter(q -> !v.underneath().containsKey(q.id()))
                .toList();
    }

    @Override
    public Card of(String id, Question q) {
        Vendor vendor =
                CATALOG.vendor(id).orElseThrow(() -> new NoSuchElementException("The catalog has no vendor " + id));
        List<Measured> his =
                real(q).stream().filter(m -> id.equals(m.vendor)).limit(NEWEST).toList();
        return new Card(
                vendor,
                group(id, q),
                List.of("Identity provider"),
                List.of("the platform cumulon-eu", "the region eu-west"),
                gaps(vendor),
                new Told(10, 3, 1, 2L),
                his.stream()
                        .map(m -> new VendorScorecards.Line(
                                m.key,
                                title,
                                m.severity,
                                m.onset,
                                seconds(m, Length.NOTICE),
                                m.onset.plusSeconds(600),
                                seconds(m, Length.ANSWER),
                                m.impact.minutes()))
                        .toList(),
                new History(
                        2,
                        1,
                        7,
                        List.of(
                                published("h1", title, "major", "2026-05-04T09:50:00Z", "INC-10"),
                                published("h2", "Slow console", "minor", "2026-04-12T09:50:00Z", null))));
    }

    private static @Nullable Long seconds(Measured m, Length length) {
        return m.length(length).isPresent() ? m.length(length).getAsLong() / 1000 : null;
    }

    private static Published published(String id, String name, String impact, String at, @Nullable String ours) {
        Instant began = Instant.parse(at);
        return new Published(
                id, name, impact, began, began.plusSeconds(2400), began.plusSeconds(7200), "Sign-in", null, ours);
    }

    @Override
    public Notices notices(String vendor, String incident) {
        Instant at = Instant.parse("2026-05-04T11:00:00Z");
        return new Notices(
                CATALOG.vendor(vendor).orElseThrow(),
                List.of(new Notice(
                        42,
                        "statuspage",
                        "firing",
                        title,
                        at,
                        at.plusSeconds(12),
                        "{\"incident\":{\"name\":\"" + title + "\"}}")));
    }

    @Override
    public Imported importHistory(String vendor, String json, Actor by) {
        List<StatusPageHistory.Item> items = StatusPageHistory.read(json);
        return new Imported(items.size(), 0);
    }

    @Override
    public void answered(String vendor, String incident, Instant at, Actor by) {
        if (!incident.startsWith("INC-")) {
            throw new NoSuchElementException("There is no incident " + incident);
        }
    }
}
