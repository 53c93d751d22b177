package io.holdfast.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The placing rule: which incident a condition that has begun belongs to. Pure.
 *
 * <table>
 * <caption>Points</caption>
 * <tr><td>60</td><td>it names a dependency that the incident's conditions name (however old the incident is, where the scopes touch;
 *     within the window also where they do not: one dependency, one cause)</td></tr>
 * <tr><td>40</td><td>it names a dependency that needs, or is needed by, one that they name</td></tr>
 * <tr><td>20</td><td>it names none and its journey crosses one that they name; or they name none, and it names one that all their
 *     journeys cross; or nobody names any, and one suspect is crossed by its journeys and all of theirs</td></tr>
 * <tr><td>+5</td><td>it darkens a light that the incident darkens</td></tr>
 * <tr><td>+3</td><td>both name regions, and share one</td></tr>
 * </table>
 *
 * <p>All but the first line hold only where scopes touch and within ten minutes of the incident's last new condition. Two that name
 * different dependencies of which neither needs the other are two incidents, even where one journey crosses both. The best score wins,
 * then the oldest incident. A condition that belongs to an incident already is not placed at all. The same points gather conditions that
 * no incident holds yet.
 */
final class Placing {
    static final Duration WINDOW = Duration.ofMinutes(10);

    private Placing() {}

    /** An incident as placing looks at it. */
    record Case(String key, Instant lastAt, List<Condition> conditions) {}

    /** Where it belongs, and how well. */
    record Placed(String key, int score) {}

    /**
     * @param cases incidents that are going on, the oldest first
     */
    static Optional<Placed> place(Condition c, Collection<Case> cases, Graph graph, Instant now) {
        return cases.stream()
                .map(one -> new Placed(one.key(), score(c, one, graph, now)))
                .filter(p -> p.score() > 0)
                // max() would take the last of equals
                .sorted(Comparator.comparingInt(Placed::score).reversed())
                .findFirst();
    }

    static int score(Condition c, Case one, Graph graph, Instant now) {
        List<Condition> theirs = one.conditions();
        if (theirs.isEmpty()) {
            return 0;
        }
        boolean touches = theirs.stream().anyMatch(t -> t.scope().touches(c.scope()));
        boolean inWindow = !now.isAfter(one.lastAt().plus(WINDOW));
        Set<String> named =
                theirs.stream().map(t -> t.dependency).filter(d -> d != null).collect(Collectors.toSet());
        int base = base(c, theirs, named, touches, inWindow, graph);
        if (base == 0) {
            return 0;
        }
        return base + (sharesLight(c, theirs, graph) ? 5 : 0) + (sharesRegion(c, theirs) ? 3 : 0);
    }

    private static int base(
            Condition c, List<Condition> theirs, Set<String> named, boolean touches, boolean inWindow, Graph graph) {
        String mine = c.dependency;
        if (mine != null && named.contains(mine) && (touches || inWindow)) {
            return 60;
        }
        if (!touches || !inWindow) {
            return 0;
        }
        if (mine != null && !named.isEmpty()) {
            return named.stream().anyMatch(d -> graph.related(mine, d)) ? 40 : 0;
        }
        if (mine == null && !named.isEmpty()) {
            return c.hit(graph).stream().anyMatch(j -> named.stream().anyMatch(d -> graph.crosses(j, d))) ? 20 : 0;
        }
        Set<String> suspects = common(theirs, graph);
        if (mine != null) {
            return suspects.contains(mine) ? 20 : 0;
        }
        return c.hit(graph).stream().anyMatch(j -> graph.crossed(j).stream().anyMatch(suspects::contains)) ? 20 : 0;
    }

    /** What every journey of these crosses. */
    private static Set<String> common(List<Condition> conditions, Graph graph) {
        Set<String> common = null;
        for (Condition c : conditions) {
            for (String journey : c.hit(graph)) {
                common = meet(common, graph.crossed(journey));
            }
        }
        return common == null ? Set.of() : common;
    }

    private static Set<String> meet(@Nullable Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(other);
        if (one != null) {
            both.retainAll(one);
        }
        return both;
    }

    private static boolean sharesLight(Condition c, List<Condition> theirs, Graph graph) {
        Set<Object> lights = new HashSet<>();
        theirs.forEach(t -> t.hit(graph).forEach(j -> lights.add(t.light(graph, j))));
        return c.hit(graph).stream().anyMatch(j -> lights.contains(c.light(graph, j)));
    }

    private static boolean sharesRegion(Condition c, List<Condition> theirs) {
        return !c.region.isEmpty() && theirs.stream().anyMatch(t -> t.region.equals(c.region));
    }
}
