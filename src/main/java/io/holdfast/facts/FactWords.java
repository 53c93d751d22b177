package io.holdfast.facts;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Says in customers' words what an incident means, from the catalog in force and the templates {@code facts/*}. Pure: the same
 * incident, modes and playbook give the same words.
 */
@Component
public class FactWords {
    private final Playbooks playbooks;
    private final Words words;
    private final Times times;

    FactWords(Playbooks playbooks, Words words, Times times) {
        this.playbooks = playbooks;
        this.words = words;
        this.times = times;
    }

    /**
     * The words in one language.
     *
     * @param modes the modes that customers can rely on
     * @param locale {@code en}
     * @param journeys how many of the hit journeys are spoken of at most, those protected first
     * @param workaround whether the mitigator's own words are taken in; they are nobody's approved words
     */
    public FactSheet.Words of(Incident incident, List<Mode> modes, String locale, int journeys, boolean workaround) {
        return of(incident, modes, locale, journeys, workaround, times.in(incident.world()));
    }

    /** The same, as it is said at this moment: a time of another day is said with its date. */
    public FactSheet.Words of(
            Incident incident, List<Mode> modes, String locale, int journeys, boolean workaround, Instant now) {
        Catalog catalog = catalog(incident);
        List<Journey> hit = hit(incident, journeys);
        List<String> down =
                incident.journeys().stream().map(JourneyLights::journey).toList();
        Set<String> trouble = new LinkedHashSet<>();
        Set<String> doNow = new LinkedHashSet<>();
        String works = "";
        for (Journey journey : hit) {
            add(trouble, in(journey.trouble(), catalog, locale));
            String rely = modes.stream()
                    .filter(m -> m.journey().equals(journey.id()))
                    .map(m -> in(m.customer(), catalog, locale))
                    .findFirst()
                    .orElse("");
            if (!rely.isEmpty()) {
                add(doNow, rely);
            } else if (journey.advisesBeside(down)) {
                add(doNow, in(journey.doNow(), catalog, locale));
            }
            // What works is said by the first journey that can: sentences of several could contradict each other.
            if (works.isEmpty() && journey.worksBeside(down)) {
                works = in(journey.works(), catalog, locale);
            }
        }
        String todo = String.join(" ", doNow);
        if (workaround
                && locale.equals(catalog.locales().get(0))
                && incident.workaround().isPresent()) {
            todo = incident.workaround().get() + (todo.isEmpty() ? "" : " " + todo);
        }
        boolean watching = incident.status() == Status.MONITORING;
        return new FactSheet.Words(
                sentence(words.render(
                        "facts/wrong",
                        locale,
                        Map.of(
                                "since",
                                time(incident.onsetAt(), now, catalog.zone(), locale),
                                "trouble",
                                trouble.isEmpty() ? incident.title() : String.join("; ", trouble)))),
                works.isEmpty() ? "" : words.render("facts/works", locale, Map.of("works", works)),
                todo.isEmpty() ? "" : words.render("facts/do-now", locale, Map.of("doNow", todo)),
                words.render(watching ? "facts/watching" : "facts/unknown", locale, Map.of()));
    }

    /** What customers call the journeys that are hit, in order of protection, joined, as they stand within a sentence. */
    public String names(Incident incident, String locale, int journeys) {
        Catalog catalog = catalog(incident);
        Set<String> names = new LinkedHashSet<>();
        for (Journey journey : hit(incident, journeys)) {
            add(names, within(in(journey.publicName(), catalog, locale)));
        }
        return names.isEmpty() ? incident.title() : String.join(", ", names);
    }

    /** What is wrong as half a sentence in agents' words, for one journey or several, in order of protection. */
    public String agentTrouble(Incident incident, List<Journey> journeys, String locale) {
        Catalog catalog = catalog(incident);
        Set<String> trouble = new LinkedHashSet<>();
        for (Journey journey : journeys) {
            String own = in(journey.agentTrouble(), catalog, locale);
            add(trouble, own.isEmpty() ? in(journey.trouble(), catalog, locale) : own);
        }
        return trouble.isEmpty() ? incident.title() : String.join("; ", trouble);
    }

    /** A time as messages say it: {@code 09:20}, with the day where it is not today. */
    public static String time(Instant at, Instant now, ZoneId zone, String locale) {
        LocalDate today = now.atZone(zone).toLocalDate();
        boolean sameDay = at.atZone(zone).toLocalDate().equals(today);
        return DateTimeFormatter.ofPattern(sameDay ? "HH:mm" : "HH:mm (d MMM)", Locale.forLanguageTag(locale))
                .format(at.atZone(zone));
    }

    /** The sentence with a capital first letter. */
    public static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    // A word in capitals stays: 'PIN'.
    private static String within(String text) {
        return text.length() < 2 || Character.isUpperCase(text.charAt(1))
                ? text
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private Catalog catalog(Incident incident) {
        // Words are always the newest in force: a corrected sentence must reach what is burning now.
        return playbooks.current(incident.world()).catalog();
    }

    private List<Journey> hit(Incident incident, int most) {
        Catalog catalog = catalog(incident);
        Catalog began = playbooks.number(incident.playbook()).catalog();
        List<Journey> hit = new ArrayList<>();
        for (JourneyLights lights : incident.journeys()) {
            catalog.journey(lights.journey())
                    .or(() -> began.journey(lights.journey()))
                    .ifPresent(hit::add);
        }
        return hit.subList(0, Math.min(most, hit.size()));
    }

    private static void add(Set<String> all, String text) {
        if (!text.isEmpty()) {
            all.add(text);
        }
    }

    private static String in(Map<String, String> texts, Catalog catalog, String locale) {
        String own = texts.get(locale);
        String text = own == null ? texts.get(catalog.locales().get(0)) : own;
        return text == null ? "" : text.strip();
    }
}
