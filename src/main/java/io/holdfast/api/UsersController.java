package io.holdfast.api;

import io.holdfast.people.Account;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.security.Passwords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts of people. */
@RestController
class UsersController {
    private final Passwords passwords;
    private final Callers callers;

    UsersController(Passwords passwords, Callers callers) {
        this.passwords = passwords;
        this.callers = callers;
    }

    /**
     * What is left out is kept, or empty in a new account.
     *
     * @param newPassword whether a first password is to be made and shown once
     */
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String username,

            @Nullable String name,
            @Nullable List<String> roles,
            @Nullable Boolean active,
            @Nullable String email,
            @Nullable String slack,
            @Nullable String phone,
            @Nullable String password,
            @Nullable Boolean newPassword) {}

    /** @param password a first password, shown this once and valid for a day; null where none was made */
    record Shown(
            String username,
            String name,
            Set<String> roles,
            boolean active,
            @Nullable String email,
            @Nullable String slack,
            @Nullable String phone,
            @Nullable String password) {
        static Shown of(Account a, @Nullable String password) {
            return new Shown(
                    a.username(),
                    a.name(),
                    new TreeSet<>(a.roles()),
                    a.active(),
                    a.email(),
                    a.slack(),
                    a.phone(),
                    password);
        }
    }

    record Chosen(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String old,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String chosen) {}

    @GetMapping("/api/users")
    Page<Shown> all() {
        return Page.whole(passwords.all().stream().map(a -> Shown.of(a, null)).toList());
    }

    @PostMapping("/api/users")
    Shown save(@RequestBody Wanted wanted) {
        if (wanted.username() == null) {
            throw new IllegalArgumentException("'username' says whose account it is");
        }
        Account before = passwords.all().stream()
                .filter(a -> a.username().equals(wanted.username()))
                .findFirst()
                .orElse(new Account(wanted.username(), wanted.username(), Set.of(), true, null, null, null, false));
        Account account = new Account(
                wanted.username(),
                wanted.name() == null ? before.name() : wanted.name(),
                wanted.roles() == null ? before.roles() : new TreeSet<>(wanted.roles()),
                wanted.active() == null ? before.active() : wanted.active(),
                wanted.email() == null ? before.email() : emptyIsNone(wanted.email()),
                wanted.slack() == null ? before.slack() : emptyIsNone(wanted.slack()),
                wanted.phone() == null ? before.phone() : emptyIsNone(wanted.phone()),
                before.password());
        String shown = passwords.save(
                account,
                wanted.password(),
                Boolean.TRUE.equals(wanted.newPassword()),
                callers.current().actor());
        return Shown.of(account, shown);
    }

    /** Who is signed in chooses his own password. */
    @PostMapping("/api/users/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(@RequestBody Chosen chosen) {
        Caller caller = callers.current();
        if (caller.token() || chosen.old() == null || chosen.chosen() == null) {
            throw new IllegalArgumentException(
                    "A person's own password is changed by {\"old\":\"…\",\"chosen\":\"…\"}");
        }
        passwords.choose(caller.name(), chosen.old(), chosen.chosen());
    }

    private static @Nullable String emptyIsNone(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
