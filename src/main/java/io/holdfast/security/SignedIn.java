package io.holdfast.security;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** A person as the session keeps him: his username only, so that roles are always the newest. */
record SignedIn(String username) implements AuthenticatedPrincipal, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return username;
    }
}
