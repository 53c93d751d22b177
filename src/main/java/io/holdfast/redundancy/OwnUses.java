package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of Holdfast itself runs over what, and by which of it each person is reached. */
public final class OwnUses {

    /** In the order in which they are told. */
    public static final List<String> ALL = List.of("slack", "sms", "voice", "mail", "sign-in", "host");

    private static final Map<String, String> NAMES = Map.of(
            "slack", "Slack",
            "sms", "Text messages",
            "voice", "Telephone calls",
            "mail", "Mail",
            "sign-in", "Sign-in",
            "host", "Host");

    private final Map<String, List<Dependency>> over = new LinkedHashMap<>();

    OwnUses(Catalog catalog) {
        for (String use : ALL) {
            over.put(
                    use,
                    catalog.dependencies().stream().filter(d -> carries(d, use)).toList());
        }
    }

    // A channel's health comes in under the channel's name, so that name alone says enough.
    private static boolean carries(Dependency dependency, String use) {
        return dependency.carries().contains(use)
                || dependency.usedByHoldfast()
                        && !use.equals("host")
                        && !use.equals("sign-in")
                        && (dependency.id().equals(use) || dependency.aliases().contains(use));
    }

    /** {@code Text messages}. */
    public static String name(String use) {
        return NAMES.getOrDefault(use, use);
    }

    List<Dependency> over(String use) {
        return over.getOrDefault(use, List.of());
    }

    private List<String> ids(String use) {
        return over(use).stream().map(Dependency::id).toList();
    }

    /** With the host all is lost; what nobody named is not. */
    boolean lost(String use, Survival survival) {
        return !survival.works(ids(use)) || !survival.works(ids("host"));
    }

    /** How Holdfast reaches this person. */
    static List<String> ways(Person person) {
        List<String> ways = new ArrayList<>();
        if (person.slack() != null) {
            ways.add("slack");
        }
        if (person.phone() != null) {
            ways.add("sms");
            ways.add("voice");
        }
        if (person.email() != null) {
            ways.add("mail");
        }
        return ways;
    }

    /** Whether there was a way to this person, and none is left. */
    boolean unreachable(Person person, Survival survival) {
        List<String> ways = ways(person);
        return !ways.isEmpty() && ways.stream().allMatch(way -> lost(way, survival));
    }
}
