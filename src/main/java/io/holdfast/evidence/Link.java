package io.holdfast.evidence;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is ready to be chained: everything but its place.
 *
 * @param facts what will be hashed, without seq
 * @param attachments with their salts, in order of name
 */
record Link(
        World world,
        String chain,
        Instant at,
        String kind,
        boolean automatic,
        Map<String, @Nullable Object> facts,
        List<Attached> attachments) {

    record Attached(String name, String salt, byte[] content) {}

    /** The text that is hashed, once the place is known. */
    String text(long seq) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(facts);
        all.put("seq", seq);
        return Canonical.text(all);
    }
}
