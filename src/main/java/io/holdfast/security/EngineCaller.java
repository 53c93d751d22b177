package io.holdfast.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the engine who calls its REST, so that its listeners can check and record him. */
class EngineCaller extends OncePerRequestFilter {

    private final CurrentCallers callers;
    private final ObjectProvider<ProcessEngine> engine;

    EngineCaller(CurrentCallers callers, ObjectProvider<ProcessEngine> engine) {
        this.callers = callers;
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = callers.current();
        IdentityService identity = engine.getObject().getIdentityService();
        identity.setAuthentication(
                caller.token() ? "token:" + caller.name() : caller.name(), List.copyOf(caller.groups()));
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
