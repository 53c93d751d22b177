package io.holdfast.detect;

import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the journeys stand now, by their four lights. */
public interface Lights {
    /** All journeys, in their order of protection. */
    List<JourneyState> now(World world);

    /**
     * @param lights the four, in their order
     * @param incidents keys of the open incidents that hit it
     */
    record JourneyState(String journey, String name, List<LightState> lights, List<String> incidents) {}

    /**
     * @param blind whether no indicator feeds it
     * @param figure its worst indicator as people read it, {@code 71 % succeed}; null where there is no value
     * @param because why it says so: the condition, the indicator's label, or what is silent
     * @param since null while nothing was ever heard
     */
    record LightState(
            Light light,
            Verdict verdict,
            boolean blind,
            @Nullable String figure,
            @Nullable String because,
            @Nullable Instant since) {}
}
