package io.holdfast.security;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * A provider is asked for its addresses when somebody wants in by it, and not at the start: one that is down must not keep Holdfast
 * from starting, which is needed then more than ever.
 */
final class ProvidersBySettings implements ClientRegistrationRepository, SignInProviders {
    private final OAuth2ClientProperties settings;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    ProvidersBySettings(OAuth2ClientProperties settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        ClientRegistration registration = known.get(id);
        if (registration == null && settings.getRegistration().containsKey(id)) {
            OAuth2ClientProperties one = new OAuth2ClientProperties();
            one.getRegistration().put(id, settings.getRegistration().get(id));
            one.getProvider().putAll(settings.getProvider());
            registration = new OAuth2ClientPropertiesMapper(one)
                    .asClientRegistrations()
                    .get(id);
            if (registration != null) {
                known.put(id, registration);
            }
        }
        return registration;
    }

    @Override
    public List<Provider> all() {
        return new TreeMap<>(settings.getRegistration())
                .entrySet().stream()
                        .map(e -> new Provider(
                                e.getKey(), name(e.getKey(), e.getValue().getClientName())))
                        .toList();
    }

    private static String name(String id, @Nullable String set) {
        return set == null || set.isBlank() ? id : set.strip();
    }
}
