package io.holdfast.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Whom it touches, as its signals say; an empty list is 'not limited', that is all. Lists are sorted and without doubles. */
public record Scope(List<String> regions, List<String> channels, List<String> segments) {
    public static final Scope ALL = new Scope(List.of(), List.of(), List.of());

    public Scope {
        regions = tidy(regions);
        channels = tidy(channels);
        segments = tidy(segments);
    }

    private static List<String> tidy(Collection<String> values) {
        return List.copyOf(new ArrayList<>(new TreeSet<>(values)));
    }

    /** Whether this and the other can concern the same contact. */
    public boolean touches(Scope other) {
        return meet(regions, other.regions) && meet(channels, other.channels) && meet(segments, other.segments);
    }

    private static boolean meet(List<String> a, List<String> b) {
        return a.isEmpty() || b.isEmpty() || a.stream().anyMatch(b::contains);
    }
}
