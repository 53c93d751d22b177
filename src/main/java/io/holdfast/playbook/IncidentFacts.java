package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The documented vocabulary in which decision tables speak of an incident. A table may ask any of these names; what is not known is
 * null, never absent.
 */
public final class IncidentFacts {
    private IncidentFacts() {}

    /**
     * The facts of this incident now.
     *
     * @param now by the world's clock
     * @return a new map, to which the caller adds what its table knows beyond
     */
    public static Map<String, Object> of(Incident incident, Catalog catalog, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<JourneyLights> hit = incident.journeys();
        facts.put("journeys", hit.stream().map(JourneyLights::journey).toList());
        facts.put("journey", hit.isEmpty() ? null : hit.get(0).journey());
        facts.put(
                "protectionOrder",
                hit.stream()
                        .flatMap(j -> catalog.journey(j.journey()).stream())
                        .map(Journey::protectionOrder)
                        .min(Integer::compare)
                        .map(Integer::longValue)
                        .orElse(null));
        facts.put("journeysHit", (long) hit.size());
        facts.put("journeysBad", count(hit, Verdict.BAD));
        facts.put("journeysStrained", count(hit, Verdict.STRAINED));
        facts.put("journeysAll", (long) catalog.journeys().size());
        for (Light light : Light.values()) {
            facts.put(
                    light.id(),
                    hit.stream()
                            .map(j -> j.of(light))
                            .reduce(Verdict.GOOD, Verdict::worse)
                            .id());
        }
        facts.put("regions", incident.scope().regions());
        facts.put("regionsHit", (long) incident.scope().regions().size());
        facts.put("channels", incident.scope().channels());
        facts.put("segments", incident.scope().segments());

        Optional<Suspect> suspect = incident.suspect();
        Optional<Dependency> dependency = suspect.flatMap(s -> catalog.dependency(s.id()));
        facts.put("suspect", suspect.map(Suspect::id).orElse(null));
        facts.put("suspectKind", suspect.map(Suspect::kind).orElse(null));
        facts.put("suspectVendor", dependency.map(Dependency::vendor).orElse(null));
        facts.put("suspectTeam", dependency.map(Dependency::team).orElse(null));
        facts.put("suspectPath", dependency.map(Dependency::path).orElse(null));
        facts.put("alerted", incident.alerted());
        facts.put("senderSeverity", incident.senderSeverity());
        facts.put("kinds", incident.kinds());

        facts.put("manual", incident.manual());
        facts.put("drill", incident.drill());
        facts.put("certain", incident.certain());
        facts.put("severity", incident.severity().name());
        facts.put("status", incident.status().id());
        facts.put("phase", incident.phase().id());
        facts.put("ending", incident.ending().map(e -> e.id()).orElse(null));
        facts.put("sinceOnset", Duration.between(incident.onsetAt(), now));
        ZonedDateTime there = now.atZone(catalog.zone());
        facts.put("hour", (long) there.getHour());
        facts.put(
                "weekday",
                there.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ROOT).toLowerCase(Locale.ROOT));
        return facts;
    }

    private static long count(List<JourneyLights> hit, Verdict verdict) {
        return hit.stream().filter(j -> j.worst() == verdict).count();
    }
}
