package io.holdfast.redundancy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A weakness in how things are doubled.
 *
 * @param about what has it: the id of a dependency, group, journey or person, or what of Holdfast
 * @param with the id of the other end, of what is shared or lost; null where there is none
 * @param file the catalog's file that says so, {@code dependencies}
 * @param place where in it, {@code dependencies[crm].redundancy}
 * @param what a sentence
 * @param remedy a sentence
 */
public record Finding(
        Kind kind, String about, @Nullable String with, String file, String place, String what, String remedy) {

    /** What kind of weakness. */
    public enum Kind {
        /** Without it a journey breaks, and nothing stands in. */
        SINGLE_POINT("Single points of failure"),
        /** Bought as each other's spare, and hanging on the same thing. */
        SHARED_FATE("Spares that fail together"),
        /** A journey without a fallback mode. */
        NO_MODE("Journeys without a mode"),
        /** Without it a journey breaks, and each of its modes too. */
        NO_WAY_OUT("Losses that no mode survives"),
        /** Nothing that comes in from outside is known to speak of it. */
        UNWATCHED("Hops that nothing watches"),
        /** Its copy is not told of, behind what was promised, or never tried. */
        REPLICATION("Copies that nobody may count on"),
        /** Nobody wrote how to isolate, reroute or replace it. */
        NO_WAY_ROUND("No way round written down"),
        /** Holdfast goes down with what it is there for. */
        OWN_FATE("Holdfast fails together with a journey"),
        /** Nobody said what of Holdfast runs over what. */
        OWN_UNSAID("Parts of Holdfast that run over nobody knows what"),
        /** Somebody on a ladder hangs on one thing. */
        ONE_WAY("People on a ladder with one way to them");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** {@code single-point}, as in rules. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** A heading. */
        public String title() {
            return title;
        }

        /** The words of all kinds, as in rules. */
        public static List<String> ids() {
            return Arrays.stream(values()).map(Kind::id).toList();
        }
    }
}
