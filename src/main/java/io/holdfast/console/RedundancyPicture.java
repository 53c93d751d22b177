package io.holdfast.console;

import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.redundancy.Domain;
import io.holdfast.redundancy.Finding;
import io.holdfast.redundancy.Judged;
import io.holdfast.redundancy.Redundancy;
import io.holdfast.redundancy.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Journeys, what they cross and what that runs on, drawn in three columns. */
final class RedundancyPicture {

    /** A line between two boxes. */
    record Wire(String path, String look) {}

    /** The drawing. */
    record Drawing(int width, int height, List<PictureBox> boxes, List<Wire> wires) {}

    private static final String HOLDFAST = "holdfast";
    private static final int GAP = 10;

    private final Redundancy report;
    private final @Nullable WhatIf whatIf;
    private final int column;
    private final int between;
    private final Map<String, PictureBox> journeys = new LinkedHashMap<>();
    private final Map<String, PictureBox> dependencies = new LinkedHashMap<>();
    private final Map<String, PictureBox> platforms = new LinkedHashMap<>();

    private RedundancyPicture(Redundancy report, @Nullable WhatIf whatIf, int column, int between) {
        this.report = report;
        this.whatIf = whatIf;
        this.column = column;
        this.between = between;
    }

    /** For a screen with room. */
    static Drawing wide(Redundancy report, @Nullable WhatIf whatIf) {
        return new RedundancyPicture(report, whatIf, 236, 150).draw();
    }

    /** For a phone: the same, and its letters as large. */
    static Drawing narrow(Redundancy report, @Nullable WhatIf whatIf) {
        return new RedundancyPicture(report, whatIf, 104, 20).draw();
    }

    private Drawing draw() {
        boxes();
        int height = List.of(journeys, dependencies, platforms).stream()
                .mapToInt(RedundancyPicture::height)
                .max()
                .orElse(0);
        List.of(journeys, dependencies, platforms).forEach(boxes -> spread(boxes, height));
        List<Wire> wires = new ArrayList<>();
        Map<Journey, Set<String>> single = new HashMap<>();
        for (Journey journey : report.catalog().journeys()) {
            single.put(
                    journey,
                    report.singlePoints(journey).stream().map(Dependency::id).collect(Collectors.toSet()));
            for (Dependency crossed : report.crossed(journey)) {
                boolean direct = journey.dependencies().contains(crossed.id());
                boolean bad = whatIf == null
                        ? single.get(journey).contains(crossed.id())
                        : whatIf.lost().contains(crossed);
                wires.add(wire(journeys, journey.id(), dependencies, crossed.id(), look(direct, bad)));
            }
        }
        for (Dependency dependency : report.catalog().dependencies()) {
            if (!dependency.carries().isEmpty()) {
                boolean bad = whatIf != null && whatIf.lost().contains(dependency);
                wires.add(wire(journeys, HOLDFAST, dependencies, dependency.id(), look(true, bad)));
            }
            if (dependency.platform() != null) {
                wires.add(wire(dependencies, dependency.id(), platforms, dependency.platform(), "wire"));
            }
        }
        // what matters is drawn last, over the rest
        wires.sort(Comparator.comparing(w -> w.look().contains("bad")));
        List<PictureBox> all = new ArrayList<>(journeys.values());
        all.addAll(dependencies.values());
        all.addAll(platforms.values());
        return new Drawing(3 * column + 2 * between + 4, height + 4, all, wires);
    }

    private static String look(boolean direct, boolean bad) {
        return "wire" + (direct ? "" : " wire--through") + (bad ? " wire--bad" : "");
    }

    private void boxes() {
        for (Journey journey : report.catalog().journeys()) {
            add(journeys, 0, journey.id(), journey.name(), fate(journey));
        }
        add(journeys, 0, HOLDFAST, "Holdfast itself", own());
        List<Dependency> ordered = report.catalog().dependencies().stream()
                .sorted(Comparator.comparingDouble(this::height))
                .toList();
        for (Dependency dependency : ordered) {
            add(dependencies, 1, dependency.id(), dependency.name(), state(dependency));
        }
        for (Dependency dependency : ordered) {
            String platform = dependency.platform();
            if (platform != null && !platforms.containsKey(platform)) {
                add(platforms, 2, platform, platform, shared(platform));
            }
        }
    }

    private void add(Map<String, PictureBox> boxes, int n, String id, String name, String[] state) {
        boxes.put(id, PictureBox.of(id, name, state[0], state[1], 2 + n * (column + between), column));
    }

    /** Where those stand that cross it, on average, so that few lines cross each other. */
    private double height(Dependency dependency) {
        List<Journey> all = report.catalog().journeys();
        double sum = 0;
        int n = 0;
        for (int i = 0; i < all.size(); i++) {
            if (report.crossed(all.get(i)).contains(dependency)) {
                sum += i;
                n++;
            }
        }
        return n == 0 ? all.size() : sum / n;
    }

    private String[] fate(Journey journey) {
        if (whatIf == null) {
            return new String[] {"", "plain"};
        }
        WhatIf.Fate fate = whatIf.journeys().stream()
                .filter(j -> j.journey().equals(journey))
                .findFirst()
                .orElseThrow()
                .fate();
        return switch (fate) {
            case BREAKS -> new String[] {"breaks", "bad"};
            case WITHOUT_SPARE -> new String[] {"no spare", "strained"};
            case GOES_ON -> new String[] {"", "plain"};
        };
    }

    private String[] own() {
        long lost = whatIf == null
                ? 0
                : whatIf.own().stream().filter(WhatIf.OwnFate::lost).count();
        return lost == 0 ? new String[] {"", "plain"} : new String[] {lost + " lost", "strained"};
    }

    private String[] state(Dependency dependency) {
        if (whatIf != null) {
            return whatIf.lost().contains(dependency) ? new String[] {"lost", "lost"} : new String[] {"", "plain"};
        }
        boolean single = report.judged().stream()
                .map(Judged::finding)
                .anyMatch(
                        f -> f.kind() == Finding.Kind.SINGLE_POINT && f.about().equals(dependency.id()));
        return single ? new String[] {"single point", "outlined"} : new String[] {"", "plain"};
    }

    private String[] shared(String platform) {
        if (whatIf != null) {
            boolean lost = whatIf.without().stream()
                    .anyMatch(d -> d.kind() == Domain.Kind.PLATFORM && d.id().equals(platform));
            return lost ? new String[] {"lost", "lost"} : new String[] {"", "plain"};
        }
        boolean shared = report.groups().stream()
                .flatMap(g -> g.shared().stream())
                .anyMatch(d -> d.kind() == Domain.Kind.PLATFORM && d.id().equals(platform));
        return shared ? new String[] {"under spares", "strained"} : new String[] {"", "plain"};
    }

    private static int height(Map<String, PictureBox> boxes) {
        return boxes.values().stream().mapToInt(b -> b.height() + GAP).sum();
    }

    private static void spread(Map<String, PictureBox> boxes, int height) {
        double more = (height - height(boxes)) / (double) Math.max(1, boxes.size());
        double y = 2 + more / 2;
        for (Map.Entry<String, PictureBox> entry : boxes.entrySet()) {
            entry.setValue(entry.getValue().at((int) y));
            y += entry.getValue().height() + GAP + more;
        }
    }

    private Wire wire(
            Map<String, PictureBox> left, String from, Map<String, PictureBox> right, String to, String look) {
        PictureBox a = left.get(from);
        PictureBox b = right.get(to);
        if (a == null || b == null) {
            throw new IllegalStateException("The picture has no box " + from + " or " + to);
        }
        int bend = between / 2;
        String path = String.format(
                Locale.ROOT,
                "M%d %dC%d %d %d %d %d %d",
                a.right(),
                a.middle(),
                a.right() + bend,
                a.middle(),
                b.x() - bend,
                b.middle(),
                b.x(),
                b.middle());
        return new Wire(path, look);
    }
}
