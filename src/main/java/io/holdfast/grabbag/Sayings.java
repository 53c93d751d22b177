package io.holdfast.grabbag;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Vendor;
import io.holdfast.playbook.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The words of the templates in force, with blanks where only the day knows. */
@Component
class Sayings {

    private static final Logger log = LoggerFactory.getLogger(Sayings.class);
    private static final String TIME = "__:__";
    private static final String BLANK = "______";
    private static final Map<String, String> KINDS = kinds();

    private final Words words;

    Sayings(Words words) {
        this.words = words;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("first", "First word");
        kinds.put("holding", "No news yet");
        kinds.put("watching", "It works again");
        kinds.put("final", "It is over");
        kinds.put("correction", "False alarm");
        return kinds;
    }

    /** Texts to customers of this journey, in each language. */
    List<Bag.Saying> of(Journey journey, Catalog catalog) {
        List<Bag.Saying> all = new ArrayList<>();
        for (String locale : catalog.locales()) {
            KINDS.forEach((kind, when) -> {
                String text = text(kind, journey, locale, catalog);
                if (!text.isEmpty()) {
                    String language = Locale.forLanguageTag(locale).getDisplayLanguage(Locale.ENGLISH);
                    all.add(new Bag.Saying(when, locale, language, text));
                }
            });
        }
        return all;
    }

    private String text(String kind, Journey journey, String locale, Catalog catalog) {
        String trouble = journey.trouble().getOrDefault(locale, "");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("house", catalog.house());
        fields.put("wrong", render("facts/wrong", locale, Map.of("since", TIME, "trouble", trouble)));
        fields.put("works", journey.works().getOrDefault(locale, ""));
        fields.put("doNow", journey.doNow().getOrDefault(locale, ""));
        fields.put("names", journey.publicName().getOrDefault(locale, ""));
        fields.put("until", TIME);
        fields.put("nextWord", TIME);
        return render("sms/" + kind, locale, fields);
    }

    /** The words of an urgent case. */
    String ofCase(Vendor vendor, List<Dependency> runs, Catalog catalog) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("house", catalog.house());
        fields.put("vendor", vendor.name());
        fields.put("contract", vendor.contract() == null ? "" : vendor.contract());
        fields.put("service", runs.stream().map(Dependency::name).collect(Collectors.joining(" / ")));
        fields.put("incident", BLANK);
        fields.put("severity", "SEV_");
        fields.put("since", TIME);
        fields.put("regions", BLANK);
        fields.put("journeys", BLANK);
        fields.put("because", BLANK);
        fields.put("evidence", List.of(BLANK));
        return render("vendor/case", catalog.locales().get(0), fields);
    }

    // A playbook may have worded something away; the rest of the bag is worth having all the same.
    private String render(String name, String locale, Map<String, ?> fields) {
        try {
            return words.render(name, locale, fields);
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
            log.warn("The grab bag goes without the words of {} in '{}': {}", name, locale, e.getMessage());
            return "";
        }
    }
}
