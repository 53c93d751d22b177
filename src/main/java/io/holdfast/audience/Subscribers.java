package io.holdfast.audience;

import io.holdfast.delivery.Audience;
import io.holdfast.time.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
     * Who took it back: by text message with STOP, by the link of a mail. What is not named here goes on as agreed.
     *
     * @return channels by the id of the subscriber; without those who took nothing back
     */
    Map<String, List<String>> stopped(Collection<Subscriber> some);

    /**
     * Forgets one, wholly.
     *
     * @return whether there was one
     */
    boolean delete(World world, String id);

    long count(World world);

    /**
     * The countries of those who may be told by text message, with how many they are: whom a contact policy is asked about.
     *
     * @return by ISO 3166 code; {@code ZZ} for numbers of no country
     */
    SortedMap<String, Long> countries(World world, Audience.Subscribers audience);
}
