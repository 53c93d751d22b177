package io.holdfast.delivery;

import io.holdfast.time.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an audience's members are found, in keyset steps; implemented by the package that keeps them. */
public interface Recipients {

    /**
     * The next members of this audience.
     *
     * @param after the last recipient id of the step before; null at the start
     * @param limit at most this many
     * @return in order of recipient id; shorter than {@code limit} at the end
     */
    List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit);

    /**
     * Every channel that this recipient agreed to, the preferred first; none where he is not known any more.
     *
     * @param recipient his stable id, as in {@link Member}
     */
    List<Member> channels(World world, String recipient);

    /**
     * The same for several at once, by recipient; who is not known any more is left out.
     *
     * @param recipients at most a thousand
     */
    default Map<String, List<Member>> channels(World world, Collection<String> recipients) {
        Map<String, List<Member>> all = new HashMap<>();
        recipients.forEach(one -> all.put(one, channels(world, one)));
        return all;
    }

    /**
     * Marks an address as refused for this channel, at once and for ever (STOP), or takes that back (START).
     *
     * @param address E.164
     */
    void consent(Channel channel, String address, boolean agreed, String because);

    /** One member. {@code recipient} is his stable id. */
    record Member(String recipient, Channel channel, String address, String locale) {}
}
