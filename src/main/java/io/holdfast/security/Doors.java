package io.holdfast.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The four doors: programs, the engine's REST, the engine's web apps, and pages. What lies behind each route says {@link Routes}.
 * Matchers are objects throughout: a pattern as String is taken for Spring MVC's and does not match the engine's own servlets.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    /** No script but our own files; styles may be set by scripts, as the diagrams do. */
    private static final String CONTENT = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationManager authenticationManager(PasswordSignIn passwords) {
        return new ProviderManager(List.of(passwords));
    }

    /** Programs, and our own pages' scripts by session and CSRF token. */
    @Bean
    @Order(1)
    SecurityFilterChain programsDoor(
            HttpSecurity http, RouteAccess access, Routes routes, Tokens tokens, CurrentCallers callers)
            throws Exception {
        common(http, access);
        return http.securityMatcher(any("/api/**", "/ofrep/**", "/actuator/**", "/slack/**", "/twilio/**", "/mail/**"))
                .requestCache(c -> c.requestCache(new NullRequestCache()))
                .csrf(c -> c.ignoringRequestMatchers(
                        withCredentials(), any("/slack/**", "/twilio/**", "/mail/**"), inAddress()))
                .exceptionHandling(e -> e.authenticationEntryPoint(unauthorized())
                        .accessDeniedHandler(orNobody(callers, unauthorized(), forbidden())))
                .addFilterBefore(new TokenFilter(tokens, routes, false), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new NotBuilt(routes), AuthorizationFilter.class)
                .build();
    }

    /** The engine's REST, for administrators and their programs. */
    @Bean
    @Order(2)
    SecurityFilterChain engineRestDoor(
            HttpSecurity http,
            RouteAccess access,
            Routes routes,
            Tokens tokens,
            CurrentCallers callers,
            ObjectProvider<ProcessEngine> engine)
            throws Exception {
        common(http, access);
        return http.securityMatcher(any("/engine-rest/**"))
                .requestCache(c -> c.requestCache(new NullRequestCache()))
                .csrf(c -> c.ignoringRequestMatchers(withCredentials()))
                .httpBasic(b -> b.authenticationEntryPoint(unauthorized()))
                .exceptionHandling(e -> e.authenticationEntryPoint(unauthorized())
                        .accessDeniedHandler(orNobody(callers, unauthorized(), forbidden())))
                .addFilterBefore(new TokenFilter(tokens, routes, true), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new EngineCaller(callers, engine), AuthorizationFilter.class)
                .build();
    }

    /** Cockpit and Tasklist, for administrators; they bring CSRF tokens and headers of their own. */
    @Bean
    @Order(3)
    SecurityFilterChain engineAppsDoor(HttpSecurity http, RouteAccess access, CurrentCallers callers) throws Exception {
        common(http, access);
        return http.securityMatcher(any("/camunda/**", "/camunda"))
                .csrf(c -> c.disable())
                .headers(h -> h.disable())
                .exceptionHandling(e -> e.authenticationEntryPoint(toSignIn())
                        .accessDeniedHandler(orGone(callers, toSignIn(), new AccessDeniedHandlerImpl())))
                .build();
    }

    /** Pages, and the ways to sign in. */
    @Bean
    @Order(4)
    SecurityFilterChain pagesDoor(
            HttpSecurity http,
            RouteAccess access,
            CurrentCallers callers,
            SignIns signIns,
            ObjectProvider<ClientRegistrationRepository> oidc,
            HouseOidcUsers users)
            throws Exception {
        common(http, access);
        AfterSignIn after = new AfterSignIn(signIns);
        http.formLogin(f -> f.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .successHandler(after.by("password"))
                        .failureHandler(AfterSignIn.failed()))
                .logout(l -> l.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(e -> e.authenticationEntryPoint(toSignIn())
                        .accessDeniedHandler(orGone(callers, toSignIn(), new AccessDeniedHandlerImpl())));
        ClientRegistrationRepository providers = oidc.getIfAvailable();
        if (providers != null) {
            http.oauth2Login(o -> o.loginPage("/sign-in")
                    .authorizationEndpoint(e -> e.authorizationRequestResolver(asking(providers)))
                    .userInfoEndpoint(u -> u.oidcUserService(users))
                    .successHandler(after.by("oidc"))
                    .failureHandler(AfterSignIn.failedAtProvider())
                    .addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                        @Override
                        public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                            filter.setAuthenticationFailureHandler(AfterSignIn.failedAtProvider());
                            return filter;
                        }
                    }));
        }
        return http.build();
    }

    private static OAuth2AuthorizationRequestResolver asking(ClientRegistrationRepository providers) {
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(providers, "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver;
    }

    private static void common(HttpSecurity http, RouteAccess access) throws Exception {
        http.authorizeHttpRequests(a -> a
                        // the first dispatch was asked already; guarding these would turn a 401 into a redirect
                        .dispatcherTypeMatchers(
                                DispatcherType.ERROR,
                                DispatcherType.ASYNC,
                                DispatcherType.FORWARD,
                                DispatcherType.INCLUDE)
                        .permitAll()
                        .anyRequest()
                        .access(access))
                .headers(h -> h.contentSecurityPolicy(c -> c.policyDirectives(CONTENT))
                        .frameOptions(f -> f.deny())
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN)));
    }

    private static RequestMatcher any(String... patterns) {
        return new OrRequestMatcher(List.of(patterns).stream()
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(pattern))
                .toList());
    }

    /** No other site can make a browser send this header. */
    private static RequestMatcher withCredentials() {
        return request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private static RequestMatcher inAddress() {
        RequestMatcher alerts = any("/api/signals/{source}");
        return request -> alerts.matches(request) && RouteAccess.query(request, "key") != null;
    }

    private static AuthenticationEntryPoint unauthorized() {
        return (request, response, problem) -> ProblemAnswer.write(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                "This call needs 'Authorization: Bearer <token>', or somebody who is signed in.");
    }

    private static AccessDeniedHandler forbidden() {
        return (request, response, problem) -> ProblemAnswer.write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                problem instanceof CsrfException
                        ? "A signed-in browser sends its CSRF token with this call, in the header X-CSRF-TOKEN."
                        : "Neither the token's scopes nor the person's roles allow this call.");
    }

    /** A program without credentials is told of those first: what a browser would send besides is no remedy for it. */
    private static AccessDeniedHandler orNobody(
            CurrentCallers callers, AuthenticationEntryPoint door, AccessDeniedHandler otherwise) {
        return (request, response, problem) -> {
            if (nobody(callers)) {
                door.commence(request, response, new InsufficientAuthenticationException("Nobody asks", problem));
            } else {
                otherwise.handle(request, response, problem);
            }
        };
    }

    private static boolean nobody(CurrentCallers callers) {
        return callers.of(SecurityContextHolder.getContext().getAuthentication())
                .isEmpty();
    }

    /** Who was signed in and is nobody here any more is led to the door like everybody who is not. */
    private static AccessDeniedHandler orGone(
            CurrentCallers callers, AuthenticationEntryPoint door, AccessDeniedHandler otherwise) {
        return (request, response, problem) -> {
            if (nobody(callers) && !(problem instanceof CsrfException)) {
                door.commence(
                        request,
                        response,
                        new InsufficientAuthenticationException("No active account any more", problem));
            } else {
                otherwise.handle(request, response, problem);
            }
        };
    }

    /** A page leads to the door; what a script fetched or streams is told so. */
    private static AuthenticationEntryPoint toSignIn() {
        LoginUrlAuthenticationEntryPoint door = new LoginUrlAuthenticationEntryPoint("/sign-in");
        return (request, response, problem) -> {
            String accepts = request.getHeader(HttpHeaders.ACCEPT);
            boolean script = request.getHeader("HX-Request") != null;
            if (script || (accepts != null && accepts.contains("text/event-stream"))) {
                response.setHeader("HX-Redirect", "/sign-in");
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                door.commence(request, response, problem);
            }
        };
    }
}
