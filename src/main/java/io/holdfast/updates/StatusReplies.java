package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.ReplyHandler;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.FactWords;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers STATUS and HELP with what customers like this one have been told last, in the language of that number; that nothing is known
 * only where nothing is.
 */
@Component
class StatusReplies implements ReplyHandler {
    private static final Set<String> ASKS = Set.of("STATUS", "HELP", "INFO", "AYUDA", "ESTADO");

    private final Incidents incidents;
    private final FactSheets facts;
    private final Playbooks playbooks;
    private final Words words;
    private final Times times;
    private final JdbcClient db;

    StatusReplies(Incidents incidents, FactSheets facts, Playbooks playbooks, Words words, Times times, JdbcClient db) {
        this.incidents = incidents;
        this.facts = facts;
        this.playbooks = playbooks;
        this.words = words;
        this.times = times;
        this.db = db;
    }

    @Override
    public Optional<String> replied(String from, String body) {
        if (!ASKS.contains(body.strip().toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        Asking who = asking(from);
        List<Incident> theirs = incidents.open(World.LIVE).stream()
                .filter(Incident::goingOn)
                .filter(who::touchedBy)
                .toList();
        return theirs.stream()
                .flatMap(incident -> told(incident, who.locale()).stream())
                .findFirst()
                .or(() -> Optional.of(words.render(
                        theirs.isEmpty() ? "sms/status-calm" : "sms/status-checking",
                        who.locale(),
                        greeting(who.locale()))));
    }

    @Override
    public Optional<String> stopped(String from) {
        String locale = asking(from).locale();
        return Optional.of(words.render("sms/stopped", locale, greeting(locale)));
    }

    // Only what customers have been told already: a text is no place to break news.
    private Optional<String> told(Incident incident, String locale) {
        if (incident.customersToldAt().isEmpty()) {
            return Optional.empty();
        }
        return facts.current(incident.key()).map(sheet -> {
            Catalog catalog = playbooks.current(World.LIVE).catalog();
            FactSheet.Words said = sheet.words().containsKey(locale)
                    ? sheet.words().get(locale)
                    : sheet.words().get(catalog.locales().get(0));
            if (said == null) {
                return null;
            }
            Instant next = sheet.nextWordAt();
            Map<String, Object> fields = greeting(locale);
            fields.put("wrong", said.wrong());
            fields.put("doNow", said.doNow());
            fields.put(
                    "nextWord", next == null ? "" : FactWords.time(next, times.in(World.LIVE), catalog.zone(), locale));
            return words.render("sms/status", locale, fields);
        });
    }

    private Map<String, Object> greeting(String locale) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant now = times.in(World.LIVE);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("house", catalog.house());
        fields.put("now", FactWords.time(now, now, catalog.zone(), locale));
        return fields;
    }

    /**
     * Who asks.
     *
     * @param region null where it is not known
     * @param journeys those that he uses; empty for all
     */
    private record Asking(String locale, @Nullable String region, Set<String> journeys) {
        boolean touchedBy(Incident incident) {
            List<String> regions = incident.scope().regions();
            return !incident.journeys().isEmpty()
                    && (region == null || regions.isEmpty() || regions.contains(region))
                    && (journeys.isEmpty()
                            || incident.journeys().stream().anyMatch(j -> journeys.contains(j.journey())));
        }
    }

    private Asking asking(String phone) {
        Set<String> journeys = new HashSet<>(
                db.sql("""
                        SELECT j.journey FROM subscriber s JOIN subscriber_journey j ON j.subscriber_id = s.id
                         WHERE s.world = 'live' AND s.phone = :phone AND s.every_journey = FALSE
                        """).param("phone", phone).query(String.class).list());
        return db.sql("SELECT locale, region FROM subscriber WHERE world = 'live' AND phone = :phone")
                .param("phone", phone)
                .query((row, i) -> new Asking(row.getString("locale"), row.getString("region"), journeys))
                .optional()
                .orElseGet(() -> new Asking(
                        playbooks.current(World.LIVE).catalog().locales().get(0), null, Set.of()));
    }
}
