package io.holdfast.grabbag;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbook;
import io.holdfast.redundancy.Domain;
import io.holdfast.redundancy.Lengths;
import io.holdfast.redundancy.WhatIf;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what people would look up into one bag. */
@Component
class Packing {

    private static final DateTimeFormatter DRAWN =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final People people;
    private final Sayings sayings;

    Packing(People people, Sayings sayings) {
        this.people = people;
        this.sayings = sayings;
    }

    Bag bag(Playbook playbook, boolean numbers, Instant now) {
        Catalog catalog = playbook.catalog();
        return new Bag(
                playbook.number(),
                DRAWN.format(now.atZone(catalog.zone())) + " (" + catalog.zone().getId() + ")",
                numbers,
                catalog,
                catalog.journeys().stream().map(j -> journey(j, catalog)).toList(),
                catalog.teams().stream().map(t -> ladder(t, numbers)).toList(),
                people.all().stream().map(m -> contact(m, numbers)).toList(),
                catalog.vendors().stream().map(v -> vendor(v, catalog)).toList(),
                losses(catalog));
    }

    private Bag.JourneyPages journey(Journey journey, Catalog catalog) {
        return new Bag.JourneyPages(
                journey,
                catalog.team(journey.owner()).map(Team::name).orElse(journey.owner()),
                journey.dependencies().stream()
                        .map(id -> catalog.dependency(id).map(Dependency::name).orElse(id))
                        .toList(),
                sayings.of(journey, catalog));
    }

    private Bag.Ladder ladder(Team team, boolean numbers) {
        List<String> rungs = team.ladder().stream()
                .map(rung -> rung.stream().map(u -> called(u, numbers)).collect(Collectors.joining(" and ")))
                .toList();
        return new Bag.Ladder(team.name(), team.channel(), Lengths.words(team.step()), rungs);
    }

    private String called(String username, boolean numbers) {
        return people.find(username)
                .map(m -> m.phone() == null ? m.name() : m.name() + " " + number(m.phone(), numbers))
                .orElse(username);
    }

    private static Bag.Contact contact(Member member, boolean numbers) {
        String roles = member.groups().stream()
                .filter(g -> !g.startsWith("team:"))
                .sorted()
                .map(g -> g.replace('-', ' '))
                .collect(Collectors.joining(", "));
        return new Bag.Contact(member.name(), roles, number(member.phone(), numbers), member.email(), member.slack());
    }

    /** Whole, or its ends alone, by which whoever knows it recognises it. */
    private static @Nullable String number(@Nullable String phone, boolean whole) {
        if (phone == null) {
            return null;
        }
        return whole ? phone : phone.substring(0, 3) + " … " + phone.substring(phone.length() - 3);
    }

    private Bag.VendorPage vendor(Vendor vendor, Catalog catalog) {
        List<Dependency> runs = catalog.dependencies().stream()
                .filter(d -> vendor.id().equals(d.vendor()))
                .toList();
        return new Bag.VendorPage(vendor, runs, sayings.ofCase(vendor, runs, catalog));
    }

    private static List<Bag.Loss> losses(Catalog catalog) {
        List<Bag.Loss> losses = new ArrayList<>();
        for (Domain domain : Domain.all(catalog)) {
            WhatIf then = WhatIf.without(List.of(domain), catalog);
            if (!then.broken().isEmpty()) {
                losses.add(new Bag.Loss(
                        domain.words(),
                        then.broken().stream().map(j -> j.journey().name()).toList(),
                        then.broken().stream()
                                .flatMap(j -> j.modes().stream())
                                .filter(WhatIf.ModeFate::survives)
                                .map(m -> m.mode().name())
                                .toList()));
            }
        }
        return losses;
    }
}
