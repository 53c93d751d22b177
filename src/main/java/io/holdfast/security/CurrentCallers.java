package io.holdfast.security;

import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Turns what the filter chain found into who asks, with the roles that he has now. */
@Component
class CurrentCallers implements Callers {

    private final People people;

    CurrentCallers(People people) {
        this.people = people;
    }

    @Override
    public Caller current() {
        return of(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    /** Empty for nobody, and for whoever has no active account any more. */
    Optional<Caller> of(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        if (authentication instanceof TokenAuthentication with) {
            return Optional.of(
                    new Caller(with.token().name(), true, Set.of(), with.token().scopes()));
        }
        return username(authentication.getPrincipal())
                .flatMap(people::find)
                .filter(Member::account)
                .map(member -> new Caller(member.username(), false, member.groups(), Set.of()));
    }

    private Optional<String> username(Object principal) {
        if (principal instanceof SignedIn person) {
            return Optional.of(person.username());
        }
        if (principal instanceof HouseOidcUsers.HouseUser user) {
            return Optional.of(user.username());
        }
        return Optional.empty();
    }
}
