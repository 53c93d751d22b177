package io.holdfast.security;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Carries our sign-in into Cockpit, Tasklist and Admin. The engine has no users of its own but the keeper in its group of
 * administrators, without whom its web apps would offer the first comer to create one.
 */
@Configuration(proxyBeanMethods = false)
class EngineSingleSignOn {

    /** After Spring Security's filters. */
    private static final int ORDER = 201;

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> engineSignOn(CurrentCallers callers) {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> filter =
                new FilterRegistrationBean<>(new Carry(new Ours(callers)));
        filter.setOrder(ORDER);
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return filter;
    }

    private record Ours(CurrentCallers callers) implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            return callers.of(SecurityContextHolder.getContext().getAuthentication())
                    .filter(caller -> !caller.token())
                    .map(caller -> {
                        AuthenticationResult result = AuthenticationResult.successful(caller.name());
                        result.setGroups(List.copyOf(caller.groups()));
                        return result;
                    })
                    .orElseGet(AuthenticationResult::unsuccessful);
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security leads to the sign-in page before this could be asked.
        }
    }

    private static final class Carry extends ContainerBasedAuthenticationFilter {

        private static final Set<String> APPS = Set.of("cockpit", "tasklist", "admin", "welcome");

        Carry(AuthenticationProvider provider) {
            this.authenticationProvider = provider;
        }

        @Override
        public void init(FilterConfig settings) {
            // the provider is given, not named
        }

        /** Who he is and what he may is asked at every call, and what an earlier one left in the session is not relied on. */
        @Override
        protected boolean existisAuthentication(Authentications kept, String engine, String user) {
            return false;
        }

        // Without an end: when it comes, the engine's web apps look for the user in the engine, which has none, and
        // they go
        // by the engine's clock, which may be moved.
        @Override
        protected UserAuthentication createAuthentication(
                ProcessEngine engine, String user, @Nullable List<String> groups, @Nullable List<String> tenants) {
            UserAuthentication authentication = new UserAuthentication(user, engine.getName());
            authentication.setGroupIds(groups == null ? List.of() : groups);
            authentication.setTenantIds(List.of());
            authentication.setAuthorizedApps(APPS);
            authentication.setCacheValidationTime(new Date(Long.MAX_VALUE));
            return authentication;
        }
    }
}
