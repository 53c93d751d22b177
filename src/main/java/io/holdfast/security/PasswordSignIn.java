package io.holdfast.security;

import io.holdfast.people.Account;
import io.holdfast.people.Accounts;
import java.util.List;
import java.util.Locale;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Username and password, by form or by Basic authentication. */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final Throttle throttle;
    private final SignIns signIns;
    private final String nobodysHash;

    PasswordSignIn(Accounts accounts, PasswordEncoder encoder, Throttle throttle, SignIns signIns) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.throttle = throttle;
        this.signIns = signIns;
        this.nobodysHash = encoder.encode("nobody's password, to take as long as anybody's");
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String username = authentication.getName().strip().toLowerCase(Locale.ROOT);
        String address = authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
        if (throttle.waits(username, address)) {
            throw new LockedException("Too many wrong passwords; wait a little");
        }
        String hash = accounts.find(username)
                .filter(Account::active)
                .flatMap(account -> accounts.passwordHash(account.username()))
                .orElse(null);
        // An unknown name costs as much time as a known one.
        boolean right =
                encoder.matches(String.valueOf(authentication.getCredentials()), hash == null ? nobodysHash : hash);
        if (hash == null || !right) {
            signIns.failed(username, address, throttle.failed(username, address));
            throw new BadCredentialsException("Username or password is not right");
        }
        throttle.succeeded(username, address);
        UsernamePasswordAuthenticationToken signedIn =
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(username), null, List.of());
        signedIn.setDetails(authentication.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
