package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Vendor;
import io.holdfast.incident.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranks what an incident may come from. A pure function, so that a replay ranks as we did. The points add up:
 *
 * <table>
 * <caption>Points</caption>
 * <tr><td>+2</td><td>for each hit journey that crosses it, directly or through another</td></tr>
 * <tr><td>−3</td><td>for each journey that crosses it too and is healthy</td></tr>
 * <tr><td>−1</td><td>for each journey that crosses it too and is merely quiet: not hit, but not known to be good</td></tr>
 * <tr><td>+10</td><td>where an alert names it; a vendor, region or platform: where alerts name two or more of its parts</td></tr>
 * <tr><td>+2</td><td>for each other alerting dependency that needs it: symptoms point downwards</td></tr>
 * <tr><td>+6</td><td>where its vendor says so</td></tr>
 * <tr><td>+5</td><td>where it was changed within the last two hours</td></tr>
 * </table>
 *
 * Of equal scores the dependency comes before vendor, region, platform and change, then what more journeys name themselves, then the
 * order of the catalog. Only what crosses a hit journey, or what a signal names itself, is a suspect at all.
 */
final class Suspects {
    private static final int MOST = 8;

    private final Evidenced seen;
    private final Catalog catalog;
    private final Crossings crossings;

    private Suspects(Evidenced seen) {
        this.seen = seen;
        this.catalog = seen.catalog();
        this.crossings = new Crossings(catalog);
    }

    /** The suspects, the likeliest first; empty where nothing in the catalog explains the signals. */
    static List<Suspect> rank(Evidenced seen) {
        return new Suspects(seen).ranked();
    }

    private record Candidate(Suspect suspect, int specific, int direct, int place) {}

    private List<Suspect> ranked() {
        List<Candidate> all = new ArrayList<>();
        for (Dependency d : catalog.dependencies()) {
            Weighed w = weigh(Set.of(d.id()));
            w.alerts(seen.alerted().contains(d.id()) ? List.of(d.id()) : List.of(), true);
            w.notices(n -> n.about().equals(d.id()) || n.about().equals(d.vendor()));
            w.changes(c -> Objects.equals(c.dependency(), d.id()));
            add(all, w, d.id(), d.name(), d.kind().id(), 0, crossings.direct(d.id()));
        }
        groups(all);
        for (Evidenced.Change change : seen.changes()) {
            Weighed w = change.dependency() != null
                    ? weigh(Set.of(change.dependency()))
                    : new Weighed(change.journey() == null ? Set.of() : Set.of(change.journey()), Set.of());
            w.changes(c -> c.id().equals(change.id()));
            add(all, w, change.id(), change.title(), "change", 4, 0);
        }
        return all.stream()
                .sorted(Comparator.comparingInt((Candidate c) -> -c.suspect().score())
                        .thenComparingInt(Candidate::specific)
                        .thenComparingInt(c -> -c.direct())
                        .thenComparingInt(Candidate::place))
                .limit(MOST)
                .map(Candidate::suspect)
                .toList();
    }

    private void groups(List<Candidate> all) {
        Map<String, Set<String>> vendors = new LinkedHashMap<>();
        Map<String, Set<String>> regions = new LinkedHashMap<>();
        Map<String, Set<String>> platforms = new LinkedHashMap<>();
        for (Dependency d : catalog.dependencies()) {
            put(vendors, d.vendor(), d.id());
            put(regions, d.region(), d.id());
            put(platforms, d.platform(), d.id());
        }
        vendors.forEach((id, parts) ->
                group(all, id, catalog.vendor(id).map(Vendor::name).orElse(id), "vendor", parts, 1));
        regions.forEach((id, parts) -> group(all, id, "Region " + id, "region", parts, 2));
        platforms.forEach((id, parts) -> group(all, id, "Platform " + id, "platform", parts, 3));
    }

    private static void put(
            Map<String, Set<String>> groups, @org.jspecify.annotations.Nullable String group, String member) {
        if (group != null) {
            groups.computeIfAbsent(group, k -> new LinkedHashSet<>()).add(member);
        }
    }

    // One part alone is its own suspect: the whole is one only where several of its parts are touched, or where it says
    // so itself.
    private void group(List<Candidate> all, String id, String name, String kind, Set<String> parts, int specific) {
        Set<String> touched = new LinkedHashSet<>();
        for (String part : parts) {
            if (seen.alerted().contains(part)
                    || crossings.journeys(Set.of(part)).stream().anyMatch(seen.hit()::contains)) {
                touched.add(part);
            }
        }
        boolean says = kind.equals("vendor")
                && seen.notices().stream().anyMatch(n -> n.about().equals(id));
        if (touched.size() < 2 && !says) {
            return;
        }
        Weighed w = weigh(parts);
        List<String> alerted = touched.stream().filter(seen.alerted()::contains).toList();
        w.alerts(alerted.size() >= 2 ? alerted : List.of(), false);
        w.notices(n -> kind.equals("vendor") && n.about().equals(id));
        boolean taken = catalog.dependency(id).isPresent()
                || all.stream().anyMatch(c -> c.suspect().id().equals(id));
        add(all, w, taken ? kind + ":" + id : id, name, kind, specific, 0);
    }

    private Weighed weigh(Set<String> parts) {
        return new Weighed(crossings.journeys(parts), parts);
    }

    private static void add(
            List<Candidate> all, Weighed w, String id, String name, String kind, int specific, int direct) {
        if (w.points > 0 && w.speaks) {
            all.add(new Candidate(
                    new Suspect(id, name, kind, w.points, w.because(), w.ruledOutIf()), specific, direct, all.size()));
        }
    }

    /** The sum for one suspect, and its words. */
    private final class Weighed {
        private final Set<String> crossing;
        private final Set<String> parts;
        private final List<String> reasons = new ArrayList<>();
        private final long hits;
        private int points;
        private boolean speaks;

        Weighed(Set<String> crossing, Set<String> parts) {
            this.crossing = crossing;
            this.parts = parts;
            this.hits = seen.hit().stream().filter(crossing::contains).count();
            long healthy = seen.healthy().stream().filter(crossing::contains).count();
            long quiet = crossing.stream()
                    .filter(j -> !seen.hit().contains(j) && !seen.healthy().contains(j))
                    .count();
            points = (int) (2 * hits - 3 * healthy - quiet);
            speaks = hits > 0;
            if (!seen.hit().isEmpty()) {
                reasons.add(crossed(healthy));
            }
        }

        private String crossed(long healthy) {
            int all = seen.hit().size();
            String affected = all == 1
                    ? (hits == 1 ? "The affected journey crosses it" : "The affected journey does not cross it")
                    : hits + " of " + all + " affected journeys " + (hits == 1 ? "crosses it" : "cross it");
            if (seen.healthy().isEmpty()) {
                return affected;
            }
            return affected + "; "
                    + (healthy == 0
                            ? "none of the healthy ones does"
                            : healthy + " of " + seen.healthy().size() + " healthy ones "
                                    + (healthy == 1 ? "does" : "do") + " too");
        }

        void alerts(List<String> named, boolean itself) {
            if (!named.isEmpty()) {
                points += 10;
                speaks = true;
                reasons.add(itself ? "An alert names it" : "Alerts name " + names(named) + ", which are parts of it");
            }
            List<String> above = seen.alerted().stream()
                    .filter(a -> !parts.contains(a) && parts.stream().anyMatch(p -> crossings.needs(a, p)))
                    .toList();
            if (!above.isEmpty()) {
                points += 2 * above.size();
                speaks = true;
                reasons.add(names(above) + (above.size() == 1 ? " alerts and needs it" : " alert and need it"));
            }
        }

        void notices(java.util.function.Predicate<Evidenced.Notice> about) {
            seen.notices().stream().filter(about).findFirst().ifPresent(n -> {
                points += 6;
                speaks = true;
                reasons.add("Its vendor says so: " + n.title());
            });
        }

        void changes(java.util.function.Predicate<Evidenced.Change> of) {
            seen.changes().stream().filter(of).findFirst().ifPresent(c -> {
                points += 5;
                speaks = true;
                reasons.add("Changed " + c.ago().toMinutes() + " min before: " + c.title());
            });
        }

        String because() {
            return cut(String.join(". ", reasons));
        }

        String ruledOutIf() {
            List<String> hitOnes =
                    seen.hit().stream().filter(crossing::contains).toList();
            List<String> others =
                    seen.hit().stream().filter(j -> !crossing.contains(j)).toList();
            if (!others.isEmpty()) {
                return cut("Ruled out if " + journeys(others) + (others.size() == 1 ? " fails" : " fail")
                        + " for the same cause: " + (others.size() == 1 ? "it does" : "they do") + " not cross it");
            }
            if (!hitOnes.isEmpty()) {
                return cut("Ruled out if " + journeys(hitOnes) + (hitOnes.size() == 1 ? " still fails" : " still fail")
                        + " while it is proven to work");
            }
            return "Ruled out if it is proven to work while the signals stay bad";
        }

        private String names(List<String> ids) {
            return ids.stream()
                    .map(id -> catalog.dependency(id).map(Dependency::name).orElse(id))
                    .collect(Collectors.joining(", "));
        }

        private String journeys(List<String> ids) {
            return ids.stream()
                    .map(id -> catalog.journey(id).map(Journey::name).orElse(id))
                    .collect(Collectors.joining(", "));
        }

        private static String cut(String words) {
            return words.length() > 900 ? words.substring(0, 900) + "…" : words;
        }
    }
}
