package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Person;
import java.util.List;
import java.util.Locale;

/**
 * What is left without some things.
 *
 * @param lost dependencies that do not work then
 * @param journeys all of them, in their order of protection
 * @param own what of Holdfast is lost, and what is not
 * @param people those who had a way to them and have none then
 */
public record WhatIf(
        List<Domain> without,
        List<Dependency> lost,
        List<JourneyFate> journeys,
        List<OwnFate> own,
        List<Person> people) {

    /** What becomes of a journey. */
    public enum Fate {
        BREAKS,
        /** A spare stands in, and there is no other. */
        WITHOUT_SPARE,
        GOES_ON;

        /** {@code without-spare}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A journey then.
     *
     * @param through what of that which it crosses is lost
     */
    public record JourneyFate(Journey journey, Fate fate, List<Dependency> through, List<ModeFate> modes) {

        /** Whether it breaks and nothing of what was agreed for that works. */
        public boolean nothingLeft() {
            return fate == Fate.BREAKS && modes.stream().noneMatch(ModeFate::survives);
        }
    }

    /**
     * A mode then.
     *
     * @param lost what it needs and has not
     */
    public record ModeFate(Mode mode, boolean survives, List<Dependency> lost) {}

    /**
     * A part of Holdfast then.
     *
     * @param use {@code slack}, {@code sign-in}
     * @param over what it runs over; empty where nobody said
     */
    public record OwnFate(String use, boolean lost, List<Dependency> over) {

        /** {@code Text messages}. */
        public String name() {
            return OwnUses.name(use);
        }
    }

    /** What is left of this catalog without these. */
    public static WhatIf without(List<Domain> gone, Catalog catalog) {
        Survival survival = Survival.without(gone, catalog);
        OwnUses own = new OwnUses(catalog);
        return new WhatIf(
                List.copyOf(gone),
                survival.lost(),
                catalog.journeys().stream()
                        .map(journey -> fate(journey, survival, catalog))
                        .toList(),
                OwnUses.ALL.stream()
                        .map(use -> new OwnFate(use, own.lost(use, survival), own.over(use)))
                        .toList(),
                catalog.people().stream()
                        .filter(person -> own.unreachable(person, survival))
                        .toList());
    }

    private static JourneyFate fate(Journey journey, Survival survival, Catalog catalog) {
        Fate fate = !survival.works(journey)
                ? Fate.BREAKS
                : survival.touched(journey.dependencies()) ? Fate.WITHOUT_SPARE : Fate.GOES_ON;
        return new JourneyFate(
                journey,
                fate,
                Survival.crossed(journey.dependencies(), catalog).stream()
                        .filter(d -> survival.lost(d.id()))
                        .toList(),
                journey.modes().stream()
                        .map(mode -> new ModeFate(
                                mode,
                                survival.works(mode.needs()),
                                Survival.crossed(mode.needs(), catalog).stream()
                                        .filter(d -> survival.lost(d.id()))
                                        .toList()))
                        .toList());
    }

    /** Those that break. */
    public List<JourneyFate> broken() {
        return journeys.stream().filter(j -> j.fate() == Fate.BREAKS).toList();
    }
}
