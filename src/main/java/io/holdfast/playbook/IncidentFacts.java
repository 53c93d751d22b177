package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
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
        scope(facts, incident.scope());

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
        facts.put("sinceOnset", since(incident.onsetAt(), now));
        time(facts, catalog, now);
        return facts;
    }

    /**
     * The same vocabulary where there is no incident: what is known of its kind of moment and place, and null for the rest.
     *
     * @param now by the world's clock
     * @return a new map, to which the caller adds what its table knows beyond
     */
    public static Map<String, Object> withoutIncident(Scope scope, Catalog catalog, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String unknown : List.of(
                "journey",
                "protectionOrder",
                "suspect",
                "suspectKind",
                "suspectVendor",
                "suspectTeam",
                "suspectPath",
                "senderSeverity",
                "severity",
                "status",
                "phase",
                "ending",
                "sinceOnset")) {
            facts.put(unknown, null);
        }
        for (Light light : Light.values()) {
            facts.put(light.id(), null);
        }
        facts.put("journeys", List.of());
        facts.put("journeysHit", 0L);
        facts.put("journeysBad", 0L);
        facts.put("journeysStrained", 0L);
        facts.put("journeysAll", (long) catalog.journeys().size());
        scope(facts, scope);
        facts.put("alerted", List.of());
        facts.put("kinds", List.of());
        facts.put("manual", true);
        facts.put("drill", false);
        facts.put("certain", false);
        time(facts, catalog, now);
        return facts;
    }

    // Another node's clock may be a little ahead: tables need not think of less than no time.
    private static Duration since(Instant onset, Instant now) {
        return onset.isAfter(now) ? Duration.ZERO : Duration.between(onset, now);
    }

    private static void scope(Map<String, Object> facts, Scope scope) {
        facts.put("regions", scope.regions());
        facts.put("regionsHit", (long) scope.regions().size());
        facts.put("channels", scope.channels());
        facts.put("segments", scope.segments());
    }

    private static void time(Map<String, Object> facts, Catalog catalog, Instant now) {
        ZonedDateTime there = now.atZone(catalog.zone());
        facts.put("hour", (long) there.getHour());
        facts.put(
                "weekday",
                there.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static long count(List<JourneyLights> hit, Verdict verdict) {
        return hit.stream().filter(j -> j.worst() == verdict).count();
    }
}
