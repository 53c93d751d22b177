package io.holdfast.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;

/** A call that the table of routes does not know does not exist, even where a controller answers it: nothing is open by oversight. */
class NotBuilt extends OncePerRequestFilter {

    private final Routes routes;

    NotBuilt(Routes routes) {
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        PathContainer path = RouteAccess.path(request);
        if (routes.of(request.getMethod(), path).isEmpty()) {
            ProblemAnswer.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    "There is no call " + request.getMethod() + " " + path.value()
                            + "; GET /api/openapi.json lists all.");
            return;
        }
        chain.doFilter(request, response);
    }
}
