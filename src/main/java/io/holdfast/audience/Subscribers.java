package io.holdfast.audience;

import io.holdfast.time.World;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The customers who may be told. */
public interface Subscribers {
    /**
     * Takes in these, with one transaction per call. Who is known by his number (or e-mail address where he has none) is updated.
     *
     * @return how many are new
     */
    int save(World world, List<Subscriber> batch);

    Optional<Subscriber> find(World world, String id);

    /** In order of id. */
    List<Subscriber> list(World world, @Nullable String after, int limit);

    /**
     * Forgets one, wholly.
     *
     * @return whether there was one
     */
    boolean delete(World world, String id);

    long count(World world);
}
