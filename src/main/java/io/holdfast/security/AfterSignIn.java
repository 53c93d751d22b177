package io.holdfast.security;

import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Enters the sign-in, and goes where the person wanted to go. */
final class AfterSignIn {

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

    private static String username(Authentication authentication) {
        return authentication.getPrincipal() instanceof HouseOidcUsers.HouseUser user
                ? user.username()
                : authentication.getName();
    }
}
