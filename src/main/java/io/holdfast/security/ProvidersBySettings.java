package io.holdfast.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * A provider is asked for its addresses when somebody wants in by it, and not at the start: one that is down must not keep Holdfast
 * from starting, which is needed then more than ever. One that hangs is asked by one caller at a time, and not again for a while.
 */
final class ProvidersBySettings implements ClientRegistrationRepository, SignInProviders {
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final long WAIT_SECONDS = 2;

    private final OAuth2ClientProperties settings;
    private final String publicUrl;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /**
     * @param publicUrl where people reach Holdfast; behind a proxy a request does not show it. Empty, or of this machine: by the request
     */
    ProvidersBySettings(OAuth2ClientProperties settings, String publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl.startsWith("http://localhost:")
                ? ""
                : publicUrl.strip().replaceAll("/+$", "");
    }

    /** One provider, as far as it has answered. */
    private static final class Asked {
        final ReentrantLock lock = new ReentrantLock();
        volatile @Nullable ClientRegistration answer;
        volatile @Nullable RuntimeException failure;
        volatile long failedAt;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!settings.getRegistration().containsKey(id)) {
            return null;
        }
        Asked provider = asked.computeIfAbsent(id, i -> new Asked());
        ClientRegistration known = provider.answer;
        return known != null ? known : ask(id, provider);
    }

    private ClientRegistration ask(String id, Asked provider) {
        RuntimeException failed = provider.failure;
        if (failed != null && System.nanoTime() - provider.failedAt < QUIET.toNanos()) {
            throw failed;
        }
        if (!locked(provider.lock)) {
            throw new IllegalStateException("The provider '" + id + "' is being asked and has not answered yet");
        }
        try {
            ClientRegistration known = provider.answer;
            if (known == null) {
                known = resolved(id);
                provider.answer = known;
            }
            return known;
        } catch (RuntimeException e) {
            provider.failedAt = System.nanoTime();
            provider.failure = e;
            throw e;
        } finally {
            provider.lock.unlock();
        }
    }

    private static boolean locked(ReentrantLock lock) {
        try {
            return lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ClientRegistration resolved(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        OAuth2ClientProperties.Registration set = settings.getRegistration().get(id);
        one.getRegistration().put(id, set);
        one.getProvider().putAll(settings.getProvider());
        ClientRegistration registration =
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
        // Without it nothing is signed, and anybody's name would do.
        if (registration == null
                || registration.getScopes() == null
                || !registration.getScopes().contains(OidcScopes.OPENID)) {
            throw new IllegalStateException(
                    "spring.security.oauth2.client.registration." + id + ".scope must hold 'openid' and 'email'");
        }
        return publicUrl.isEmpty() || set == null || set.getRedirectUri() != null
                ? registration
                : ClientRegistration.withClientRegistration(registration)
                        .redirectUri(publicUrl + "/login/oauth2/code/{registrationId}")
                        .build();
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
