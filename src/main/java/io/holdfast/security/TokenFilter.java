package io.holdfast.security;

import io.holdfast.security.Routes.Door;
import io.holdfast.security.Routes.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets tokens in: as a bearer's, or, for alert senders that can't set a header, in the address or as a Basic password. A request that
 * comes with credentials stands or falls by them, whoever else is signed in.
 */
class TokenFilter extends OncePerRequestFilter {

    private final Tokens tokens;
    private final Routes routes;
    private final boolean passwords;

    /** @param passwords whether Basic credentials are people's, and left to the next filter */
    TokenFilter(Tokens tokens, Routes routes, boolean passwords) {
        this.tokens = tokens;
        this.routes = routes;
        this.passwords = passwords;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        String source = alertSource(request);
        String inAddress = source == null ? null : RouteAccess.query(request, "key");
        Optional<Tokens.Token> token;
        boolean inTheOpen = false;
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            token = tokens.of(header.substring(7).strip());
        } else if (header != null && passwords) {
            chain.doFilter(request, response);
            return;
        } else if (header != null) {
            token = source == null ? Optional.empty() : known(basicPassword(header));
            inTheOpen = true;
        } else if (source != null && inAddress != null) {
            token = known(inAddress);
            inTheOpen = true;
        } else {
            chain.doFilter(request, response);
            return;
        }
        if (token.isEmpty()) {
            ProblemAnswer.write(request, response, HttpStatus.UNAUTHORIZED, "This token is not known here.");
            return;
        }
        if (inTheOpen && !token.get().scopes().equals(Set.of("signals:" + source))) {
            ProblemAnswer.write(request, response, HttpStatus.FORBIDDEN, notForThis(token.get(), source));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new TokenAuthentication(token.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private Optional<Tokens.Token> known(@Nullable String secret) {
        return secret == null ? Optional.empty() : tokens.of(secret);
    }

    // An address or a password is written into more logs than a header, so that what stands there may do this one
    // thing.
    private static String notForThis(Tokens.Token token, @Nullable String source) {
        Set<String> scopes = token.scopes();
        String only = scopes.size() == 1 ? scopes.iterator().next() : "";
        return only.startsWith("signals:")
                ? "This token is for the source '" + only.substring("signals:".length()) + "', and not for '" + source
                        + "'."
                : "In an address or as a password goes a token whose one scope is 'signals:" + source
                        + "'; send this one as 'Authorization: Bearer <token>'.";
    }

    private @Nullable String alertSource(HttpServletRequest request) {
        PathContainer path = RouteAccess.path(request);
        Route route = routes.of(request.getMethod(), path).orElse(null);
        return route != null && route.door() == Door.ALERTS
                ? route.variables(path).get("source")
                : null;
    }

    private static @Nullable String basicPassword(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
