package io.holdfast.resolve;

import io.holdfast.catalog.ModeAction;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where actions go: settings {@code holdfast.actions.<name>.url}, {@code .secret} and {@code .ask}; a catalog's address is second. */
@Component
class ActionEndpoints {
    private final Map<String, Endpoint> all;

    ActionEndpoints(Environment environment) {
        all = Binder.get(environment)
                .bind("holdfast.actions", Bindable.mapOf(String.class, Endpoint.class))
                .orElse(Map.of());
    }

    /**
     * @param url where webhooks are sent
     * @param secret signs them, {@code whsec_…}
     * @param ask what tells the state
     */
    record Endpoint(
            @Nullable String url,
            @Nullable String secret,
            @Nullable String ask) {}

    /**
     * An end that can be reached.
     *
     * @param secret null where none is set, and nothing is sent
     */
    record Reached(
            URI url, @Nullable String secret, @Nullable URI ask) {}

    /** Where this action goes; empty where nobody has set an address, and it stays on this machine. */
    Optional<Reached> of(ModeAction action) {
        Endpoint set = all.get(action.to() == null ? "" : action.to());
        String url = set != null && set.url() != null ? set.url() : action.url();
        if (url == null) {
            return Optional.empty();
        }
        ModeAction.Verify verify = action.verify();
        String ask = set != null && set.ask() != null ? set.ask() : verify == null ? null : verify.ask();
        return Optional.of(
                new Reached(URI.create(url), set == null ? null : set.secret(), ask == null ? null : URI.create(ask)));
    }
}
