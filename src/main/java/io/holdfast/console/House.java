package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Team;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The house as pages speak of it: its catalog in force, its clock, and names for ids. */
@Component
class House {

    private final Playbooks playbooks;
    private final Times times;
    private final People people;

    House(Playbooks playbooks, Times times, People people) {
        this.playbooks = playbooks;
        this.times = times;
        this.people = people;
    }

    Catalog catalog() {
        return playbooks.current(World.LIVE).catalog();
    }

    /** The number of the playbook in force. */
    long playbook() {
        return playbooks.inForce(World.LIVE);
    }

    Instant now() {
        return times.in(World.LIVE);
    }

    LocalTimes local() {
        return new LocalTimes(catalog().zone(), now());
    }

    /** As whoever reads that language says times. */
    LocalTimes local(Locale locale) {
        return new LocalTimes(catalog().zone(), now(), locale);
    }

    /** The language of the console's own pages, as far as the catalog has it. */
    String locale() {
        Catalog catalog = catalog();
        return catalog.locales().contains("en") ? "en" : catalog.locales().get(0);
    }

    String person(@Nullable String username) {
        return username == null ? "" : people.nameOf(username);
    }

    String team(@Nullable String id) {
        return id == null ? "" : catalog().team(id).map(Team::name).orElse(id);
    }

    String journey(String id) {
        return catalog().journey(id).map(io.holdfast.catalog.Journey::name).orElse(id);
    }

    /** {@code Spanish} for {@code es}. */
    static String language(String locale) {
        return Locale.forLanguageTag(locale).getDisplayLanguage(Locale.ENGLISH);
    }
}
