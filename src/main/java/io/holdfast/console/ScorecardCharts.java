package io.holdfast.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.scorecard.Figure;
import io.holdfast.scorecard.FigureKind;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.JourneyImpact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is drawn where a script can draw. All of it stands in the page's tables, too. */
@Component
class ScorecardCharts {
    private static final int FEWEST = 2;

    private final ObjectMapper json;

    ScorecardCharts(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A chart.
     *
     * @param title what it answers
     * @param data for {@code scorecard.js}: kind, unit, labels, and a list of values per series
     */
    record Chart(String title, String data) {}

    List<Chart> of(Group all, List<Group> months) {
        List<Chart> charts = new ArrayList<>();
        if (months.size() >= FEWEST) {
            charts.add(chart(
                    "Until it worked again, month by month",
                    "line",
                    "min",
                    months.stream().map(Group::id).toList(),
                    Map.of(
                            "half of them",
                                    months.stream().map(g -> minutes(g, false)).toList(),
                            "nine of ten",
                                    months.stream().map(g -> minutes(g, true)).toList())));
            charts.add(chart(
                    "Customer-impact minutes, month by month",
                    "bar",
                    "",
                    months.stream().map(Group::id).toList(),
                    Map.of(
                            "at most",
                            months.stream().map(ScorecardCharts::customers).toList())));
        }
        List<JourneyImpact> hit = all.impact();
        if (!hit.isEmpty()) {
            charts.add(chart(
                    "Minutes in which customers were hit, by journey",
                    "rows",
                    "min",
                    hit.stream().map(JourneyImpact::name).toList(),
                    Map.of(
                            "minutes",
                            hit.stream().map(j -> (Double) round(j.minutes())).toList())));
        }
        return charts;
    }

    private Chart chart(String title, String kind, String unit, List<String> labels, Map<String, List<Double>> series) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", kind);
        data.put("unit", unit);
        data.put("labels", labels);
        data.put("series", new java.util.TreeMap<>(series));
        try {
            return new Chart(title, json.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and names can't be written as JSON", e);
        }
    }

    private static @Nullable Double minutes(Group g, boolean p90) {
        Figure f = g.figure(FigureKind.TIME_TO_RESTORE).orElse(null);
        Double seconds = f == null ? null : p90 ? f.p90() : f.median();
        return seconds == null ? null : round(seconds / 60);
    }

    private static @Nullable Double customers(Group g) {
        return g.figure(FigureKind.CUSTOMER_IMPACT_MINUTES)
                .map(Figure::sum)
                .map(sum -> round(sum.high()))
                .orElse(null);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
