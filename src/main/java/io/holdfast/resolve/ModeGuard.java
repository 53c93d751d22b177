package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.guard.Ask;
import io.holdfast.guard.Guardrails;
import io.holdfast.guard.Ruling;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the guardrails about switching a mode. */
@Component
class ModeGuard {
    private static final List<String> CAREFUL = List.of("sensitive-data", "real-time-voice", "cloud-scaling");

    private final Playbooks playbooks;
    private final Guardrails guardrails;

    ModeGuard(Playbooks playbooks, Guardrails guardrails) {
        this.playbooks = playbooks;
        this.guardrails = guardrails;
    }

    /** Whether the proposed mode of this row is switched on without asking anybody. */
    Ruling ask(Incident incident, SwitchRow row) {
        return guardrails.ask(incident, ask(incident.world(), row.journey(), row.mode(), row.scope(), row.id()));
    }

    /** The same where somebody wants it: a person, or with {@code byItself} a program. */
    Ruling askFor(Incident incident, String journey, String mode, Scope scope, String row, boolean byItself) {
        Ask ask = ask(incident.world(), journey, mode, scope, row);
        return byItself ? guardrails.ask(incident, ask) : guardrails.askFor(incident, ask);
    }

    /** The same without an incident. */
    Ruling askAlone(World world, Scope scope, String journey, String mode, String row, boolean byItself) {
        return guardrails.askAlone(world, scope, ask(world, journey, mode, scope, row), byItself);
    }

    private Ask ask(World world, String journey, String mode, Scope scope, String row) {
        String path = path(playbooks.current(world).catalog(), journey);
        return new Ask("mode.switch", journey, mode, null, path, scope, false, row);
    }

    /** The most careful workload path that the journey takes directly. */
    static String path(Catalog catalog, String journey) {
        List<String> paths = catalog.journey(journey).map(Journey::dependencies).orElse(List.of()).stream()
                .flatMap(d -> catalog.dependency(d).stream())
                .map(Dependency::path)
                .toList();
        return CAREFUL.stream().filter(paths::contains).findFirst().orElse("standard");
    }
}
