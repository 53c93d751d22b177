package io.holdfast.api;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which fallback modes are on, and the way to switch one by hand. */
@RestController
class ModesController {
    private final Modes modes;
    private final Playbooks playbooks;
    private final Callers callers;

    ModesController(Modes modes, Playbooks playbooks, Callers callers) {
        this.modes = modes;
        this.playbooks = playbooks;
        this.callers = callers;
    }

    record ScopeBody(
            @Nullable List<String> regions,
            @Nullable List<String> channels,
            @Nullable List<String> segments) {
        Scope scope() {
            return new Scope(none(regions), none(channels), none(segments));
        }

        private static List<String> none(@Nullable List<String> given) {
            return given == null ? List.of() : given;
        }
    }

    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String mode,

            @Nullable ScopeBody scope,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    record Undo(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    @GetMapping("/api/modes")
    Page<ModeSwitch> all() {
        return Page.whole(modes.current(World.LIVE));
    }

    @GetMapping("/api/modes/{journey}")
    Page<ModeSwitch> of(@PathVariable String journey) {
        List<ModeSwitch> on = modes.current(World.LIVE).stream()
                .filter(m -> m.journey().equals(journey))
                .toList();
        if (on.isEmpty()) {
            known(journey);
        }
        return Page.whole(on);
    }

    private void known(String journey) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        if (catalog.journey(journey).isEmpty()) {
            throw new NoSuchElementException("The catalog has no journey '" + journey + "'; it has "
                    + String.join(
                            ", ", catalog.journeys().stream().map(Journey::id).toList()));
        }
    }

    @PostMapping("/api/modes/{journey}")
    ModeSwitch switchOn(@PathVariable String journey, @RequestBody Wanted wanted) {
        if (wanted.mode() == null || wanted.mode().isBlank()) {
            throw new IllegalArgumentException("'mode' names one of the journey's modes");
        }
        known(journey);
        return modes.switchOn(
                World.LIVE,
                journey,
                wanted.mode(),
                wanted.scope() == null ? Scope.ALL : wanted.scope().scope(),
                null,
                because(wanted.because()),
                callers.current());
    }

    @PostMapping("/api/modes/{journey}/{mode}/undo")
    ModeSwitch undo(@PathVariable String journey, @PathVariable String mode, @RequestBody Undo undo) {
        return modes.undo(
                World.LIVE,
                journey,
                mode,
                because(undo.because()),
                callers.current().actor());
    }

    private static String because(@Nullable String because) {
        if (because == null || because.isBlank() || because.length() > 1000) {
            throw new IllegalArgumentException("'because' says why, in at most 1000 characters");
        }
        return because.strip();
    }
}
