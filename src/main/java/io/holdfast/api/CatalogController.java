package io.holdfast.api;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What matters and who owns it, as the playbook in force says. */
@RestController
@RequestMapping(path = "/api/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogController {

    private final Playbooks playbooks;

    CatalogController(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    record CatalogView(
            List<JourneyView> journeys,
            List<DependencyView> dependencies,
            List<Vendor> vendors,
            List<TeamView> teams,
            List<Queue> queues,
            List<Agent> agents) {}

    record JourneyView(
            String id,
            String name,
            int protectionOrder,
            String owner,
            Collection<String> dependencies,
            List<String> modes,
            List<IndicatorView> indicators) {}

    /** {@code expectedEvery} is an ISO 8601 duration. */
    record IndicatorView(
            String metric,
            String light,
            String label,
            String unit,
            @Nullable String expectedEvery) {}

    record DependencyView(
            String id,
            String name,
            String kind,
            String path,
            @Nullable String vendor,
            @Nullable String region,
            @Nullable String platform,
            boolean usedByHoldfast) {}

    record TeamView(String id, String name, List<String> members, String channel) {}

    @GetMapping
    CatalogView catalog() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        return new CatalogView(
                catalog.journeys().stream().map(j -> view(j, catalog)).toList(),
                catalog.dependencies().stream().map(CatalogController::view).toList(),
                catalog.vendors(),
                catalog.teams().stream().map(CatalogController::view).toList(),
                catalog.queues(),
                catalog.agents());
    }

    private static JourneyView view(Journey journey, Catalog catalog) {
        return new JourneyView(
                journey.id(),
                journey.name(),
                journey.protectionOrder(),
                journey.owner(),
                crossed(journey, catalog),
                journey.modes().stream().map(Mode::id).toList(),
                journey.indicators().stream().map(CatalogController::view).toList());
    }

    /** All that the journey crosses, directly or through another; what it crosses directly comes first. */
    private static Set<String> crossed(Journey journey, Catalog catalog) {
        Set<String> crossed = new LinkedHashSet<>();
        Deque<String> ahead = new ArrayDeque<>(journey.dependencies());
        while (!ahead.isEmpty()) {
            String next = ahead.removeFirst();
            if (crossed.add(next)) {
                catalog.dependency(next).ifPresent(d -> ahead.addAll(d.needs()));
            }
        }
        return crossed;
    }

    private static IndicatorView view(Indicator indicator) {
        return new IndicatorView(
                indicator.metric(),
                indicator.light().id(),
                indicator.label(),
                indicator.unit(),
                indicator.expectedEvery() == null
                        ? null
                        : indicator.expectedEvery().toString());
    }

    private static DependencyView view(Dependency dependency) {
        return new DependencyView(
                dependency.id(),
                dependency.name(),
                dependency.kind().id(),
                dependency.path(),
                dependency.vendor(),
                dependency.region(),
                dependency.platform(),
                dependency.usedByHoldfast());
    }

    private static TeamView view(Team team) {
        return new TeamView(team.id(), team.name(), team.members(), team.channel());
    }
}
