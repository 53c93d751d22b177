package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Impact;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.scorecard.Figure.Range;
import io.holdfast.scorecard.FigureKind.Unit;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.JourneyImpact;
import io.holdfast.scorecard.Scorecard.LightImpact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes figures of what was counted of incidents. Pure. */
final class Figures {
    private final Catalog catalog;
    private final Values values;

    Figures(Catalog catalog, Values values) {
        this.catalog = catalog;
        this.values = values;
    }

    /** All of them, as one group. */
    Group all(List<Measured> real) {
        return group("", "All", real, null);
    }

    /** Group by group. */
    List<Group> by(By by, List<Measured> real) {
        Grouping grouping = new Grouping(by, catalog);
        List<Group> groups = new ArrayList<>();
        grouping.of(real)
                .forEach((id, its) ->
                        groups.add(group(id, grouping.name(id), its, by == By.JOURNEY && !id.isEmpty() ? id : null)));
        groups.sort(grouping.order());
        return groups;
    }

    private Group group(String id, String name, List<Measured> its, @Nullable String journey) {
        List<JourneyImpact> impact = impact(its, journey);
        List<Figure> figures = new ArrayList<>();
        for (FigureKind kind : FigureKind.values()) {
            if (!kind.ofReadings()) {
                figures.add(
                        kind.unit() == Unit.SHARE ? share(kind, its) : distribution(kind, its, sum(kind, its, impact)));
            }
        }
        return new Group(id, name, its.size(), List.copyOf(figures), impact);
    }

    private static @Nullable Range sum(FigureKind kind, List<Measured> its, List<JourneyImpact> impact) {
        if (kind == FigureKind.IMPACT_MINUTES) {
            double minutes = impact.stream().mapToDouble(JourneyImpact::minutes).sum();
            return new Range(minutes, minutes, false);
        }
        if (kind == FigureKind.CUSTOMER_IMPACT_MINUTES) {
            double low = 0;
            double high = 0;
            boolean estimated = false;
            boolean any = its.isEmpty();
            for (JourneyImpact j : impact) {
                Range customers = j.customers();
                if (customers != null) {
                    any = true;
                    low += customers.low();
                    high += customers.high();
                    estimated |= customers.estimated();
                }
            }
            return any || impact.isEmpty() ? new Range(low, high, estimated) : null;
        }
        return null;
    }

    private Figure distribution(FigureKind kind, List<Measured> its, @Nullable Range sum) {
        long[] found = new long[its.size()];
        int n = 0;
        for (Measured m : its) {
            long value = values.thousandths(kind, m);
            if (value != Values.LEFT_OUT) {
                found[n++] = value;
            }
        }
        NearestRank rank = new NearestRank(java.util.Arrays.copyOf(found, n));
        return new Figure(
                kind,
                n,
                its.size() - n,
                n == 0 ? null : rank.at(50) / 1000.0,
                n == 0 ? null : rank.at(90) / 1000.0,
                null,
                null,
                sum);
    }

    private Figure share(FigureKind kind, List<Measured> its) {
        long yes = 0;
        long of = 0;
        long leftOut = 0;
        for (Measured m : its) {
            long[] one = values.share(kind, m);
            yes += one[0];
            of += one[1];
            if (kind == FigureKind.FAILOVER) {
                leftOut += m.count(Count.UNPROVEN);
            } else {
                leftOut += one[1] == 0 ? 1 : 0;
            }
        }
        return Figure.share(kind, yes, of, leftOut);
    }

    private List<JourneyImpact> impact(List<Measured> its, @Nullable String only) {
        Map<String, Map<String, List<Hit>>> hits = new HashMap<>();
        for (Measured m : its) {
            for (Hit h : m.hits) {
                if (only == null || only.equals(h.journey())) {
                    hits.computeIfAbsent(h.journey(), j -> new HashMap<>())
                            .computeIfAbsent(h.light(), l -> new ArrayList<>())
                            .add(h);
                }
            }
        }
        List<JourneyImpact> impact = new ArrayList<>();
        hits.forEach((journey, lights) -> impact.add(impact(journey, lights)));
        impact.sort(Comparator.comparing(JourneyImpact::minutes).reversed().thenComparing(JourneyImpact::journey));
        return List.copyOf(impact);
    }

    private JourneyImpact impact(String id, Map<String, List<Hit>> hits) {
        Sweep.Sum whole = Sweep.sum(hits.getOrDefault(Hit.ANY, List.of()));
        List<LightImpact> lights = new ArrayList<>();
        for (Light light : Light.values()) {
            List<Hit> its = hits.get(light.id());
            if (its != null) {
                Sweep.Sum sum = Sweep.sum(its);
                lights.add(new LightImpact(light.id(), sum.minutes(), sum.unknownMillis / 60_000.0, customers(sum)));
            }
        }
        Journey journey = catalog.journey(id).orElse(null);
        Impact says = journey == null ? null : journey.impact();
        Range customers = customers(whole);
        Double price = says == null ? null : says.costPerCustomer();
        return new JourneyImpact(
                id,
                journey == null ? id : journey.name(),
                whole.minutes(),
                whole.unknownMillis / 60_000.0,
                customers,
                customers == null || price == null
                        ? null
                        : new Range(customers.low() * price, customers.high() * price, customers.estimated()),
                says == null ? null : says.currency(),
                says == null ? null : says.source(),
                List.copyOf(lights));
    }

    private static @Nullable Range customers(Sweep.Sum sum) {
        return sum.millis > 0 && sum.unknownMillis == sum.millis ? null : new Range(sum.low, sum.high, sum.estimated);
    }
}
