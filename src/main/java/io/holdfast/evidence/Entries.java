package io.holdfast.evidence;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of many chains at once, for whoever counts rather than reads: no names, no free text. */
public interface Entries {

    /** Those of these kinds in these chains, chain by chain in their order. */
    List<Seen> of(World world, Collection<String> chains, Collection<String> kinds);

    /**
     * The next ones of one chain, in their order. A chain has no gaps and grows at its end only, so that nothing is missed by going on
     * from a number.
     *
     * @param seq number of the last entry already seen; 0 for all
     * @param upTo no entry beyond this number
     */
    List<Seen> between(World world, String chain, long seq, long upTo, Collection<String> kinds);

    /** Number of the newest entry of this chain; 0 where there is none. */
    long last(World world, String chain);

    /**
     * One entry.
     *
     * @param rule what decided it; null where no rule did
     * @param body its facts: texts, whole numbers, booleans, lists and maps of these
     */
    record Seen(String chain, long seq, Instant at, String kind, Actor.@Nullable Rule rule, Map<String, Object> body) {

        /** The text of this name; empty where there is none. */
        public String text(String name) {
            Object value = body.get(name);
            return value == null ? "" : value.toString();
        }
    }
}
