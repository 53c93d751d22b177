package io.holdfast.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A request that came with a valid token. */
final class TokenAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Tokens.Token token;

    TokenAuthentication(Tokens.Token token) {
        super(List.of());
        this.token = token;
        setAuthenticated(true);
    }

    Tokens.Token token() {
        return token;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return token.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenAuthentication that && that.token.equals(token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
