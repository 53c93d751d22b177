package io.holdfast.security;

import java.util.List;

/** Where people of the house may sign in besides: OpenID providers, as set by {@code spring.security.oauth2.client}. */
public interface SignInProviders {

    /** All of them, in the order of their ids; none is asked anything for that. */
    List<Provider> all();

    /**
     * One of them.
     *
     * @param id the registration's, as in {@code /oauth2/authorization/{id}}
     * @param name what people call it
     */
    record Provider(String id, String name) {}
}
