package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactWords;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws texts to customers. A text speaks of the journey protected first, so that it fits; the status page speaks of all. */
@Component
class CustomerWords {
    private static final int NAMES = 3;

    private final Playbooks playbooks;
    private final Words words;
    private final FactWords facts;
    private final ModesOn modesOn;
    private final Times times;

    CustomerWords(Playbooks playbooks, Words words, FactWords facts, ModesOn modesOn, Times times) {
        this.playbooks = playbooks;
        this.words = words;
        this.facts = facts;
        this.modesOn = modesOn;
        this.times = times;
    }

    /** What it would say, without times: equal ones say the same. */
    String signature(Incident incident) {
        List<Mode> modes = modesOn.on(incident.key());
        StringBuilder said = new StringBuilder(incident.status() == Status.MONITORING ? "watching" : "going on");
        for (String locale : catalog(incident).locales()) {
            FactSheet.Words w = facts.of(incident, modes, locale, 1, false);
            said.append('|')
                    .append(w.wrong())
                    .append('|')
                    .append(w.works())
                    .append('|')
                    .append(w.doNow());
        }
        return Integer.toHexString(said.toString().hashCode()) + "-" + said.length();
    }

    /**
     * The texts in every language of the catalog.
     *
     * @param kind {@code first}, {@code update}, {@code watching}, {@code holding}, {@code final} or {@code correction}
     * @param next the next word that is promised; null where none is
     */
    Map<String, String> draw(Incident incident, String kind, @Nullable Instant next) {
        Catalog catalog = catalog(incident);
        Instant now = times.in(incident.world());
        List<Mode> modes = modesOn.on(incident.key());
        Map<String, String> texts = new LinkedHashMap<>();
        for (String locale : catalog.locales()) {
            FactSheet.Words w = facts.of(incident, modes, locale, 1, false);
            String nextWord = next == null ? "" : FactWords.time(next, now, catalog.zone(), locale);
            String names = FactWords.sentence(facts.names(incident, locale, NAMES));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("house", catalog.house());
            switch (kind) {
                case "watching" -> {
                    fields.put("names", names);
                    fields.put("nextWord", nextWord);
                }
                case "holding" -> {
                    fields.put("wrong", w.wrong());
                    fields.put("doNow", w.doNow());
                    fields.put("nextWord", nextWord);
                }
                case "final" -> {
                    fields.put("names", names);
                    fields.put("until", FactWords.time(incident.restoredAt().orElse(now), now, catalog.zone(), locale));
                }
                case "correction" -> fields.put("names", names);
                default -> {
                    fields.put("wrong", w.wrong());
                    fields.put("works", w.works());
                    fields.put("doNow", w.doNow());
                    fields.put("nextWord", nextWord);
                }
            }
            texts.put(locale, words.render("sms/" + kind, locale, fields).replaceAll("\\s+", " "));
        }
        return texts;
    }

    /** The time as the text of that language says it. */
    String time(Incident incident, Instant at, String locale) {
        return FactWords.time(at, times.in(incident.world()), catalog(incident).zone(), locale);
    }

    private Catalog catalog(Incident incident) {
        return playbooks.current(incident.world()).catalog();
    }
}
