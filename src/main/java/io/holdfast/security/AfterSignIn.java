package io.holdfast.security;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Enters the sign-in, and goes where the person wanted to go. */
final class AfterSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(AfterSignIn.class);

    private final SignIns signIns;

    AfterSignIn(SignIns signIns) {
        this.signIns = signIns;
    }

    AuthenticationSuccessHandler by(String how) {
        SavedRequestAwareAuthenticationSuccessHandler onwards = new SavedRequestAwareAuthenticationSuccessHandler();
        onwards.setDefaultTargetUrl("/");
        return (request, response, authentication) -> {
            signIns.succeeded(username(authentication), how);
            onwards.onAuthenticationSuccess(request, response, authentication);
        };
    }

    static AuthenticationFailureHandler failed() {
        return (request, response, problem) -> response.sendRedirect(request.getContextPath()
                + (problem instanceof LockedException ? "/sign-in?error=wait" : "/sign-in?error"));
    }

    /** Back to the door with what is wrong in a word; why, in the provider's words, is for the log. */
    static AuthenticationFailureHandler failedAtProvider() {
        return (request, response, problem) -> {
            String code = problem instanceof OAuth2AuthenticationException refused
                    ? refused.getError().getErrorCode()
                    : "";
            LOG.warn(
                    "A sign-in by a provider did not succeed ({}): {} ({})",
                    code.isEmpty() ? "no answer" : plain(code),
                    plain(problem.getMessage()),
                    plain(NestedExceptionUtils.getMostSpecificCause(problem).toString()));
            response.sendRedirect(request.getContextPath() + "/sign-in?error="
                    + switch (code) {
                        case HouseOidcUsers.NO_ACCOUNT -> "account";
                        case HouseOidcUsers.NO_EMAIL -> "email";
                        default -> "provider";
                    });
        };
    }

    /** Anybody may write what a provider is said to have answered: it stays one line, and short. */
    private static String plain(@Nullable String text) {
        String line = String.valueOf(text)
                .replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ")
                .strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static String username(Authentication authentication) {
        return authentication.getPrincipal() instanceof HouseOidcUsers.HouseUser user
                ? user.username()
                : authentication.getName();
    }
}
