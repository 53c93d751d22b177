package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.FactWords;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws texts to customers. A text speaks of the journey protected first, so that it fits; the status page speaks of all. */
@Component
class CustomerWords {
    private static final int NAMES = 3;
    private static final int SEGMENTS = 2;
    private static final Set<String> SAID = Set.of("approved", "sending", "paused", "done", "superseded");
    private static final Set<String> WELL = Set.of(Status.MONITORING.id(), Status.RESOLVED.id());

    private final Playbooks playbooks;
    private final Words words;
    private final FactWords facts;
    private final FactSheets sheets;
    private final MessageLog messages;
    private final ModesOn modesOn;
    private final Times times;

    CustomerWords(
            Playbooks playbooks,
            Words words,
            FactWords facts,
            FactSheets sheets,
            MessageLog messages,
            ModesOn modesOn,
            Times times) {
        this.playbooks = playbooks;
        this.words = words;
        this.facts = facts;
        this.sheets = sheets;
        this.messages = messages;
        this.modesOn = modesOn;
        this.times = times;
    }

    /** What it would say, without times: equal ones say the same. */
    String signature(Incident incident) {
        return signature(incident, modesOn.on(incident.key()));
    }

    /** The same, taking it that the modes that are asked for are on. */
    String proposedSignature(Incident incident) {
        return signature(incident, modesOn.onOrAsked(incident.key()));
    }

    private String signature(Incident incident, List<Mode> modes) {
        StringBuilder said = new StringBuilder(incident.status() == Status.MONITORING ? "watching" : "going on");
        for (String locale : catalog(incident).locales()) {
            // As on the first day: that midnight passes is no news.
            FactSheet.Words w = facts.of(incident, modes, locale, 1, false, incident.onsetAt());
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
        return draw(incident, kind, next, modesOn.on(incident.key()));
    }

    /** The same as a proposal: words and modes are decided together, so it takes it that the modes that are asked for are on. */
    Map<String, String> propose(Incident incident, String kind, @Nullable Instant next) {
        return draw(incident, kind, next, modesOn.onOrAsked(incident.key()));
    }

    /**
     * The same words for every channel that customers may have agreed to: mails, their first line the subject, and calls. Where a person
     * edited a text, his words are theirs, too.
     *
     * @param texts the texts that go out, per language
     * @return per channel and language
     */
    Map<Channel, Map<String, String>> everywhere(
            Incident incident, String kind, @Nullable Instant next, Map<String, String> texts) {
        Map<String, String> drawn = draw(incident, kind, next);
        Map<String, String> mails = new LinkedHashMap<>();
        Map<String, String> calls = new LinkedHashMap<>();
        texts.forEach((locale, text) -> {
            Map<String, Object> fields = fields(incident, kind, next, modesOn.on(incident.key()), locale);
            boolean edited = !text.equals(drawn.get(locale));
            String mail = words.render("email/" + kind, locale, fields);
            mails.put(locale, edited ? inTheWordsOf(text, mail) : mail);
            calls.put(locale, edited ? text : words.render("voice/" + kind, locale, fields));
        });
        Map<Channel, Map<String, String>> all = new EnumMap<>(Channel.class);
        all.put(Channel.SMS, texts);
        all.put(Channel.EMAIL, mails);
        all.put(Channel.VOICE, calls);
        return all;
    }

    // Subject and farewell stay; what stands between them is the text.
    private static String inTheWordsOf(String text, String mail) {
        String whole = mail.strip();
        String subject = whole.lines().findFirst().orElse("");
        int last = whole.lastIndexOf("\n\n");
        return subject + "\n" + text + (last < 0 ? "" : whole.substring(last));
    }

    private Map<String, String> draw(Incident incident, String kind, @Nullable Instant next, List<Mode> modes) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String locale : catalog(incident).locales()) {
            texts.put(locale, fitting(kind, locale, fields(incident, kind, next, modes, locale)));
        }
        return texts;
    }

    private Map<String, Object> fields(
            Incident incident, String kind, @Nullable Instant next, List<Mode> modes, String locale) {
        Catalog catalog = catalog(incident);
        Instant now = times.in(incident.world());
        FactSheet.Words w = facts.of(incident, modes, locale, 1, false);
        String nextWord = next == null ? "" : FactWords.time(next, now, catalog.zone(), locale);
        String names = facts.names(incident, locale, NAMES);
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
                if (kind.equals("update")) {
                    fields.put("again", relapsed(incident));
                }
                fields.put("wrong", w.wrong());
                fields.put("works", w.works());
                fields.put("doNow", w.doNow());
                fields.put("nextWord", nextWord);
            }
        }
        return fields;
    }

    /** Whether the last word said that it works again, so that the next one has to own that it does not. */
    private boolean relapsed(Incident incident) {
        return messages.of(incident.key()).stream()
                .filter(m -> m.kind() == NewMessage.Kind.UPDATE && SAID.contains(m.state()))
                .findFirst()
                .flatMap(m -> sheets.version(incident.key(), m.factsVersion()))
                .filter(sheet -> WELL.contains(sheet.status()))
                .isPresent();
    }

    // What works is the first to go where a text would cost a third segment; what to do now stays.
    private String fitting(String kind, String locale, Map<String, Object> fields) {
        String whole = text(kind, locale, fields);
        if (Segments.of(whole).count() <= SEGMENTS || !fields.containsKey("works")) {
            return whole;
        }
        fields.put("works", "");
        return text(kind, locale, fields);
    }

    private String text(String kind, String locale, Map<String, Object> fields) {
        return words.render("sms/" + kind, locale, fields).replaceAll("\\s+", " ");
    }

    /** The time as the text of that language says it. */
    String time(Incident incident, Instant at, String locale) {
        return FactWords.time(at, times.in(incident.world()), catalog(incident).zone(), locale);
    }

    private Catalog catalog(Incident incident) {
        return playbooks.current(incident.world()).catalog();
    }
}
