package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.scorecard.Scorecard.By;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Into which groups an incident falls, and what they are called. One that hits several journeys is in the group of each. */
final class Grouping {
    private static final DateTimeFormatter MONTH_NAME = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private final By by;
    private final Catalog catalog;
    private final Months months;

    Grouping(By by, Catalog catalog) {
        this.by = by;
        this.catalog = catalog;
        this.months = new Months(catalog.zone());
    }

    /** Groups that have incidents, in an order that people expect: months by time, journeys by protection, others by number. */
    Map<String, List<Measured>> of(List<Measured> incidents) {
        Map<String, List<Measured>> groups = new HashMap<>();
        for (Measured m : incidents) {
            for (String id : ids(m)) {
                groups.computeIfAbsent(id, k -> new ArrayList<>()).add(m);
            }
        }
        return groups;
    }

    List<String> ids(Measured m) {
        return switch (by) {
            case NONE -> List.of();
            case JOURNEY -> m.journeys.isEmpty() ? List.of("") : m.journeys;
            case VENDOR -> List.of(known(m.vendor));
            case TEAM -> List.of(known(m.team));
            case SEVERITY -> List.of(m.severity);
            case MONTH -> List.of(months.of(m.onset));
        };
    }

    private static String known(@Nullable String id) {
        return id == null ? "" : id;
    }

    String name(String id) {
        if (id.isEmpty()) {
            return switch (by) {
                case VENDOR -> "No vendor";
                case TEAM -> "No team";
                default -> "Not known";
            };
        }
        return switch (by) {
            case JOURNEY -> catalog.journey(id).map(Journey::name).orElse(id);
            case VENDOR -> catalog.vendor(id).map(Vendor::name).orElse(id);
            case TEAM -> catalog.team(id).map(Team::name).orElse(id);
            case MONTH -> MONTH_NAME.format(java.time.YearMonth.parse(id));
            default -> id;
        };
    }

    Comparator<Scorecard.Group> order() {
        Comparator<Scorecard.Group> byId = Comparator.comparing(Scorecard.Group::id);
        Comparator<Scorecard.Group> order = switch (by) {
            case JOURNEY ->
                Comparator.comparing((Scorecard.Group g) -> place(g.id())).thenComparing(byId);
            case VENDOR, TEAM ->
                Comparator.comparing(Scorecard.Group::incidents).reversed().thenComparing(byId);
            default -> byId;
        };
        // What is not known comes last.
        return Comparator.comparing((Scorecard.Group g) -> g.id().isEmpty()).thenComparing(order);
    }

    private int place(String journey) {
        return catalog.journey(journey).map(Journey::protectionOrder).orElse(Integer.MAX_VALUE);
    }
}
