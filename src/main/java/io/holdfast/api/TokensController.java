package io.holdfast.api;

import io.holdfast.security.Callers;
import io.holdfast.security.Tokens;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API tokens: each with its scopes, shown once. */
@RestController
class TokensController {
    private final Tokens tokens;
    private final Callers callers;

    TokensController(Tokens tokens, Callers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<String> scopes) {}

    /** @param token the secret, shown this once */
    record Minted(String name, Set<String> scopes, String token) {}

    record Shown(String name, Set<String> scopes, String madeBy, Instant madeAt) {}

    @GetMapping("/api/tokens")
    Page<Shown> all() {
        return Page.whole(tokens.all().stream()
                .map(t -> new Shown(t.name(), t.scopes(), t.madeBy(), t.madeAt()))
                .toList());
    }

    @PostMapping("/api/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Minted mint(@RequestBody Wanted wanted) {
        if (wanted.name() == null || wanted.scopes() == null) {
            throw new IllegalArgumentException("A token takes {\"name\":\"…\",\"scopes\":[\"…\"]}");
        }
        Set<String> scopes = new TreeSet<>(wanted.scopes());
        return new Minted(wanted.name(), scopes, tokens.mint(wanted.name(), scopes, callers.current()));
    }

    @DeleteMapping("/api/tokens/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String name) {
        tokens.revoke(name, callers.current());
    }
}
