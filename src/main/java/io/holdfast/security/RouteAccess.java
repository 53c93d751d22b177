package io.holdfast.security;

import io.holdfast.security.Routes.Door;
import io.holdfast.security.Routes.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Asks the table of routes. */
@Component
class RouteAccess implements AuthorizationManager<RequestAuthorizationContext> {

    private final Routes routes;
    private final CurrentCallers callers;
    private final QueueKeys keys;

    RouteAccess(Routes routes, CurrentCallers callers, QueueKeys keys) {
        this.routes = routes;
        this.callers = callers;
        this.keys = keys;
    }

    static PathContainer path(HttpServletRequest request) {
        return RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
    }

    /** A query parameter, without touching the body as {@code getParameter} would. */
    static @Nullable String query(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        String raw = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .getFirst(name);
        if (raw == null) {
            return null;
        }
        try {
            return java.net.URLDecoder.decode(raw, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    @Override
    @Deprecated
    public @Nullable AuthorizationDecision check(
            Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(admits(authentication.get(), context.getRequest()));
    }

    private boolean admits(@Nullable Authentication authentication, HttpServletRequest request) {
        PathContainer path = path(request);
        Route route = routes.of(request.getMethod(), path).orElse(null);
        if (route != null && route.door() == Door.OPEN) {
            return true;
        }
        Optional<Caller> caller = callers.of(authentication);
        if (route == null) {
            // Under /api it is told as missing to whoever may ask at all; a page is for people.
            return caller.isPresent() && (!caller.get().token() || isApi(path));
        }
        if (caller.isEmpty()) {
            return route.door() == Door.BOARD && keyOpens(route, path, request);
        }
        return caller.get().token() ? route.admits(caller.get(), route.variables(path)) : route.admits(caller.get());
    }

    private boolean keyOpens(Route route, PathContainer path, HttpServletRequest request) {
        String queue = route.variables(path).get("queue");
        if (queue == null) {
            queue = query(request, "queue");
        }
        return queue != null && keys.opens(queue, query(request, "key"));
    }

    static boolean isApi(PathContainer path) {
        String value = path.value();
        return value.startsWith("/api/") || value.startsWith("/ofrep/") || value.startsWith("/actuator/");
    }
}
