package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Vendor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that can fail as a whole, with all that hangs on it.
 *
 * @param id {@code crm}, {@code brookdesk-pod-7}
 * @param name {@code Customer records}; what has no name of its own has its id
 */
public record Domain(Kind kind, String id, String name) {

    /** In the order in which a bare id is looked up. */
    public enum Kind {
        DEPENDENCY,
        VENDOR,
        PLATFORM,
        CONTROL_PLANE,
        REGION;

        /** {@code control-plane}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@code control plane}. */
        public String word() {
            return id().replace('-', ' ');
        }
    }

    /** For a link or a call: {@code crm}, {@code vendor:brookdesk}. */
    public String key() {
        return kind == Kind.DEPENDENCY ? id : kind.id() + ":" + id;
    }

    /** {@code Customer records}, {@code the platform brookdesk-pod-7}. */
    public String words() {
        return kind == Kind.DEPENDENCY ? name : "the " + kind.word() + " " + name;
    }

    /** Whether this dependency hangs on it by itself, and not through another. */
    boolean holds(Dependency dependency) {
        return switch (kind) {
            case DEPENDENCY -> dependency.id().equals(id);
            case VENDOR -> id.equals(dependency.vendor());
            case PLATFORM -> id.equals(dependency.platform());
            case CONTROL_PLANE -> id.equals(dependency.controlPlane());
            case REGION -> id.equals(dependency.region());
        };
    }

    static Domain of(Dependency dependency) {
        return new Domain(Kind.DEPENDENCY, dependency.id(), dependency.name());
    }

    /** What this dependency hangs on by itself beside its own working. */
    public static List<Domain> under(Dependency dependency, Catalog catalog) {
        List<Domain> under = new ArrayList<>();
        if (dependency.vendor() != null) {
            String vendor = dependency.vendor();
            under.add(new Domain(
                    Kind.VENDOR,
                    vendor,
                    catalog.vendor(vendor).map(Vendor::name).orElse(vendor)));
        }
        add(under, Kind.PLATFORM, dependency.platform());
        add(under, Kind.CONTROL_PLANE, dependency.controlPlane());
        add(under, Kind.REGION, dependency.region());
        return under;
    }

    private static void add(List<Domain> under, Kind kind, @Nullable String id) {
        if (id != null) {
            under.add(new Domain(kind, id, id));
        }
    }

    /** All of this catalog, by kind. */
    public static List<Domain> all(Catalog catalog) {
        Set<Domain> all = new LinkedHashSet<>();
        catalog.dependencies().forEach(d -> all.add(of(d)));
        for (Kind kind : Kind.values()) {
            catalog.dependencies().stream()
                    .flatMap(d -> under(d, catalog).stream())
                    .filter(domain -> domain.kind() == kind)
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    /**
     * The one that is meant.
     *
     * @param text an id, {@code crm}, or kind and id where two kinds have the same, {@code region:eu-west}
     * @throws IllegalArgumentException where nothing is called so
     */
    public static Domain find(String text, Catalog catalog) {
        List<Domain> all = all(catalog);
        return all.stream()
                .filter(d -> d.id().equals(text) || (d.kind().id() + ":" + d.id()).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no dependency, vendor, platform, control plane or region of the catalog; known are "
                        + all.stream().map(Domain::key).collect(Collectors.joining(", ")) + "."));
    }

    /** Names joined for a sentence: {@code A, B and C}. */
    static <T> String and(List<T> things, Function<T, String> name) {
        List<String> names =
                things.stream().map(name).filter(Objects::nonNull).distinct().toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.get(0);
            default -> String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
        };
    }
}
