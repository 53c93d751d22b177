package io.holdfast.evidence;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;

/** What people did, by the record: for whoever asks who took part. Of somebody whose name was erased nothing is told. */
public interface Deeds {

    /** All of this chain that a person did himself, oldest first. */
    List<Deed> of(World world, String chain);

    /**
     * @param kind the entry's word, {@code task.completed}
     */
    record Deed(String username, Instant at, String kind) {}
}
