package io.holdfast.security;

import io.holdfast.people.Account;
import io.holdfast.people.Accounts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Whoever signs in elsewhere needs an account here with the same, verified e-mail address. */
@Component
class HouseOidcUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** Why somebody whom the provider knows is not let in. */
    static final String NO_ACCOUNT = "no_account";

    static final String NO_EMAIL = "no_verified_email";

    private final OidcUserService provider = new OidcUserService();
    private final Accounts accounts;
    private final boolean trustEmails;

    HouseOidcUsers(Accounts accounts, @Value("${holdfast.oidc.trust-emails:false}") boolean trustEmails) {
        this.accounts = accounts;
        this.trustEmails = trustEmails;
        RestTemplate patient = new RestTemplate(ProvidersConfiguration.patience());
        patient.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService asked = new DefaultOAuth2UserService();
        asked.setRestOperations(patient);
        provider.setOauth2UserService(asked);
    }

    /** The provider's user, with the account that he has here. */
    static final class HouseUser extends DefaultOidcUser {
        private static final long serialVersionUID = 1L;

        private final String username;

        HouseUser(OidcUser user, String username) {
            super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
            this.username = username;
        }

        String username() {
            return username;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof HouseUser that && that.username.equals(username);
        }

        @Override
        public int hashCode() {
            return super.hashCode() * 31 + username.hashCode();
        }
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        return ofHouse(provider.loadUser(request));
    }

    OidcUser ofHouse(OidcUser user) {
        String email = user.getEmail();
        if (email == null) {
            throw refused(NO_EMAIL, "The provider gives no e-mail address; ask it for the scope 'email'");
        }
        // Where people may write any address into their profile, whoever writes another's would be him here.
        if (!trustEmails && !Boolean.TRUE.equals(user.getEmailVerified())) {
            throw refused(
                    NO_EMAIL,
                    "The provider does not say 'email_verified'; where nobody can choose his own address there, set"
                            + " holdfast.oidc.trust-emails");
        }
        Account account = accounts.byEmail(email)
                .filter(Account::active)
                .orElseThrow(() -> refused(NO_ACCOUNT, "There is no active account with this e-mail address"));
        return new HouseUser(user, account.username());
    }

    private static OAuth2AuthenticationException refused(String code, String why) {
        return new OAuth2AuthenticationException(new OAuth2Error(code), why);
    }
}
