package io.holdfast.api;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Replication;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.redundancy.Domain;
import io.holdfast.redundancy.Judged;
import io.holdfast.redundancy.Redundancy;
import io.holdfast.redundancy.WhatIf;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is doubled, what only looks so, and what is left without something. */
@RestController
@RequestMapping(path = "/api/redundancy", produces = MediaType.APPLICATION_JSON_VALUE)
class RedundancyController {

    private final Playbooks playbooks;
    private final Times times;

    RedundancyController(Playbooks playbooks, Times times) {
        this.playbooks = playbooks;
        this.times = times;
    }

    /** {@code whatIf} is null where nothing was left out. */
    record View(
            long playbook,
            LocalDate asOf,
            List<FindingView> findings,
            List<GroupView> groups,
            List<JourneyView> journeys,
            List<DependencyView> dependencies,
            @Nullable WhatIfView whatIf) {}

    /** {@code level} is {@code refuse}, {@code warn}, {@code allowed} or {@code ignore}. */
    record FindingView(
            String kind,
            String about,
            @Nullable String with,
            String level,
            String what,
            String remedy,
            @Nullable AllowanceView allowance) {}

    record AllowanceView(String because, LocalDate until) {}

    record GroupView(String id, List<String> members, List<DomainView> shared) {}

    record DomainView(String kind, String id) {}

    record JourneyView(String id, List<String> singlePoints, List<String> modes) {}

    /** Lengths of time are ISO 8601. */
    record CopyView(
            String rpo,
            String rto,
            @Nullable String lag,
            @Nullable LocalDate lastRestoreTest) {}

    record DependencyView(
            String id,
            String redundancy,
            @Nullable String group,
            @Nullable String vendor,
            @Nullable String platform,
            @Nullable String controlPlane,
            @Nullable String region,
            @Nullable CopyView replication,
            List<String> isolate,
            List<String> reroute,
            List<String> replace,
            List<String> carries) {}

    record WhatIfView(
            List<DomainView> without,
            List<String> lost,
            List<FateView> journeys,
            List<OwnView> holdfast,
            List<String> peopleLost) {}

    /** {@code fate} is {@code breaks}, {@code without-spare} or {@code goes-on}. */
    record FateView(String id, String fate, List<String> modesLeft, List<String> modesLost) {}

    record OwnView(String part, boolean lost, List<String> over) {}

    @GetMapping
    View redundancy(@RequestParam(required = false) @Nullable List<String> without) {
        Playbook playbook = playbooks.current(World.LIVE);
        Catalog catalog = playbook.catalog();
        LocalDate today = LocalDate.ofInstant(times.in(World.LIVE), catalog.zone());
        Redundancy report = Redundancy.of(catalog, today);
        List<Domain> gone = (without == null ? List.<String>of() : without)
                .stream()
                        .filter(key -> !key.isBlank())
                        .map(key -> Domain.find(key.strip(), catalog))
                        .toList();
        return new View(
                playbook.number(),
                today,
                report.judged().stream().map(RedundancyController::view).toList(),
                report.groups().stream()
                        .map(g -> new GroupView(g.id(), ids(g.members()), domains(g.shared())))
                        .toList(),
                catalog.journeys().stream().map(j -> view(j, report)).toList(),
                catalog.dependencies().stream().map(RedundancyController::view).toList(),
                gone.isEmpty() ? null : view(WhatIf.without(gone, catalog)));
    }

    private static FindingView view(Judged judged) {
        return new FindingView(
                judged.finding().kind().id(),
                judged.finding().about(),
                judged.finding().with(),
                judged.level().id(),
                judged.finding().what(),
                judged.finding().remedy(),
                judged.allowance() == null
                        ? null
                        : new AllowanceView(
                                judged.allowance().because(), judged.allowance().until()));
    }

    private static JourneyView view(Journey journey, Redundancy report) {
        return new JourneyView(
                journey.id(),
                ids(report.singlePoints(journey)),
                journey.modes().stream().map(Mode::id).toList());
    }

    private static DependencyView view(Dependency dependency) {
        return new DependencyView(
                dependency.id(),
                dependency.redundancy(),
                dependency.group(),
                dependency.vendor(),
                dependency.platform(),
                dependency.controlPlane(),
                dependency.region(),
                view(dependency.replication()),
                dependency.isolate(),
                dependency.reroute(),
                dependency.replace(),
                dependency.carries());
    }

    private static @Nullable CopyView view(@Nullable Replication copy) {
        return copy == null
                ? null
                : new CopyView(
                        copy.rpo().toString(),
                        copy.rto().toString(),
                        copy.lag() == null ? null : copy.lag().toString(),
                        copy.lastRestoreTest());
    }

    private static WhatIfView view(WhatIf then) {
        return new WhatIfView(
                domains(then.without()),
                ids(then.lost()),
                then.journeys().stream()
                        .map(j -> new FateView(j.journey().id(), j.fate().id(), modes(j, true), modes(j, false)))
                        .toList(),
                then.own().stream()
                        .map(o -> new OwnView(o.use(), o.lost(), ids(o.over())))
                        .toList(),
                then.people().stream().map(Person::username).toList());
    }

    private static List<String> modes(WhatIf.JourneyFate journey, boolean left) {
        return journey.modes().stream()
                .filter(m -> m.survives() == left)
                .map(m -> m.mode().id())
                .toList();
    }

    private static List<String> ids(List<Dependency> dependencies) {
        return dependencies.stream().map(Dependency::id).toList();
    }

    private static List<DomainView> domains(List<Domain> domains) {
        return domains.stream().map(d -> new DomainView(d.kind().id(), d.id())).toList();
    }
}
