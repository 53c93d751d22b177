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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers STATUS and HELP with what customers have been told last, in the language of that number. */
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
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        String locale = db.sql("SELECT locale FROM subscriber WHERE world = 'live' AND phone = :phone")
                .param("phone", from)
                .query(String.class)
                .optional()
                .orElse(catalog.locales().get(0));
        Instant now = times.in(World.LIVE);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("house", catalog.house());
        fields.put("now", FactWords.time(now, now, catalog.zone(), locale));
        for (Incident incident : incidents.open(World.LIVE)) {
            Optional<FactSheet> sheet = facts.current(incident.key());
            // Only what customers have been told already: a text is no place to break news.
            if (incident.goingOn() && incident.customersToldAt().isPresent() && sheet.isPresent()) {
                FactSheet.Words said = sheet.get().words().get(locale);
                Instant next = sheet.get().nextWordAt();
                if (said != null) {
                    fields.put("wrong", said.wrong());
                    fields.put("doNow", said.doNow());
                    fields.put("nextWord", next == null ? "" : FactWords.time(next, now, catalog.zone(), locale));
                    return Optional.of(words.render("sms/status", locale, fields));
                }
            }
        }
        return Optional.of(words.render("sms/status-calm", locale, fields));
    }
}
