package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.playbook.Playbooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Live agents are scarce: where modes want more of the same agents than there are, it is shown, and a person decides. */
@Component
class LiveAgents {
    private final ModeRows rows;
    private final Playbooks playbooks;

    LiveAgents(ModeRows rows, Playbooks playbooks) {
        this.rows = rows;
        this.playbooks = playbooks;
    }

    /** What stands against this mode, in words; empty where there are enough for it. */
    Optional<String> conflict(SwitchRow row) {
        Catalog catalog = playbooks.current(row.world()).catalog();
        Optional<Mode> mode = catalog.mode(row.journey(), row.mode());
        Integer needs = mode.map(Mode::liveAgents).orElse(null);
        Integer there = mode.map(Mode::humanAgents).orElse(null);
        if (needs == null || there == null) {
            return Optional.empty();
        }
        int taken = 0;
        List<String> who = new ArrayList<>();
        for (SwitchRow other : rows.current(row.world())) {
            boolean takes = ModeMoves.isOn(other.state()) || other.state().equals("switching");
            if (!takes || other.id().equals(row.id()) || !sameAgents(catalog, row.journey(), other.journey())) {
                continue;
            }
            Integer its = catalog.mode(other.journey(), other.mode())
                    .map(Mode::liveAgents)
                    .orElse(null);
            if (its != null) {
                taken += its;
                who.add("'" + other.name() + "' has " + its);
            }
        }
        if (taken + needs <= there) {
            return Optional.empty();
        }
        String others = who.isEmpty() ? "" : "; " + String.join(", ", who);
        return Optional.of("Takes " + needs + " live agents at peak, " + there + " are there" + others
                + ". What is protected first comes first");
    }

    private static boolean sameAgents(Catalog catalog, String one, String other) {
        return !Collections.disjoint(queues(catalog, one), queues(catalog, other));
    }

    private static List<String> queues(Catalog catalog, String journey) {
        return catalog.journey(journey).map(Journey::queues).orElse(List.of());
    }
}
