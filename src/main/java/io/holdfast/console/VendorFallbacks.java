package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.drill.Proofs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is left without a vendor: the modes of the journeys that cross him and do not need him, and when each was last proven. */
@Component
class VendorFallbacks {
    private final Proofs proofs;
    private final House house;

    VendorFallbacks(Proofs proofs, House house) {
        this.proofs = proofs;
        this.house = house;
    }

    List<Proofs.Proof> of(String vendor) {
        Catalog catalog = house.catalog();
        Set<String> modes = new HashSet<>();
        for (Journey journey : catalog.journeys()) {
            if (crosses(journey.dependencies(), vendor, catalog)) {
                for (Mode mode : journey.modes()) {
                    if (!crosses(mode.needs(), vendor, catalog)) {
                        modes.add(journey.id() + "/" + mode.id());
                    }
                }
            }
        }
        return proofs.all().stream()
                .filter(p -> p.kind().equals("mode") && modes.contains(p.id()))
                .toList();
    }

    private static boolean crosses(List<String> dependencies, String vendor, Catalog catalog) {
        List<String> next = new ArrayList<>(dependencies);
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String id = next.remove(next.size() - 1);
            Dependency d = seen.add(id) ? catalog.dependency(id).orElse(null) : null;
            if (d != null) {
                if (vendor.equals(d.vendor())) {
                    return true;
                }
                next.addAll(d.needs());
            }
        }
        return false;
    }
}
