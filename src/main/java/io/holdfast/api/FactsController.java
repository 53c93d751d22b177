package io.holdfast.api;

import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The fact sheet that every message is drawn from. */
@RestController
class FactsController {
    private final FactSheets facts;

    FactsController(FactSheets facts) {
        this.facts = facts;
    }

    /** The sheet in one language. */
    record InLanguage(
            String wrong,
            Instant since,
            String works,
            String doNow,
            String unknown,
            @Nullable Instant nextWordAt) {}

    record FactsView(
            String incident,
            int version,
            Instant at,
            String status,
            Instant since,
            @Nullable Instant nextWordAt,
            List<String> journeys,
            List<String> modes,
            Map<String, InLanguage> languages) {}

    @GetMapping("/api/incidents/{key}/facts")
    FactsView of(@PathVariable String key) {
        FactSheet sheet = facts.current(key)
                .orElseThrow(() -> new NoSuchElementException("No fact sheet of " + key + " has been drawn"));
        Map<String, InLanguage> languages = new LinkedHashMap<>();
        sheet.words()
                .forEach((locale, w) -> languages.put(
                        locale,
                        new InLanguage(
                                w.wrong(), sheet.since(), w.works(), w.doNow(), w.unknown(), sheet.nextWordAt())));
        return new FactsView(
                sheet.incident(),
                sheet.version(),
                sheet.at(),
                sheet.status(),
                sheet.since(),
                sheet.nextWordAt(),
                sheet.journeys(),
                sheet.modes(),
                languages);
    }
}
