package io.holdfast.api;

import io.holdfast.facts.FactSheet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public status page in the format that status-page clients already read; no sign-in. */
@RestController
class StatusSummary {

    private static final String PAGE = "holdfast";

    private final PublicStatus status;
    private final String url;

    StatusSummary(PublicStatus status, @Value("${holdfast.public-url:}") String publicUrl) {
        this.status = status;
        this.url = publicUrl + "/status";
    }

    @GetMapping(path = "/api/v2/summary.json", produces = "application/json")
    ResponseEntity<Map<String, Object>> summary() {
        PublicStatus.View view = status.now();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("page", page(view));
        body.put(
                "components",
                view.services().stream().map(s -> component(view, s)).toList());
        body.put(
                "incidents",
                view.problems().stream().map(p -> incident(view, p)).toList());
        body.put("scheduled_maintenances", List.of());
        body.put("status", word(view));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(15)).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .body(body);
    }

    private Map<String, Object> page(PublicStatus.View view) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", PAGE);
        page.put("name", view.house());
        page.put("url", url);
        page.put("time_zone", view.zone().getId());
        page.put("updated_at", view.at().toString());
        return page;
    }

    private static Map<String, Object> word(PublicStatus.View view) {
        String indicator = PublicStatus.indicator(view);
        return Map.of(
                "indicator",
                indicator,
                "description",
                switch (indicator) {
                    case "none" -> "All Systems Operational";
                    case "minor" ->
                        view.problems().isEmpty() ? "Some services are being checked" : "Minor Service Outage";
                    case "major" -> "Partial System Outage";
                    default -> "Major Service Outage";
                });
    }

    private static Map<String, Object> component(PublicStatus.View view, PublicStatus.Service service) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("id", service.id());
        component.put("name", first(view, service.names()));
        component.put(
                "status",
                switch (service.state()) {
                    case "fails" -> "partial_outage";
                    case "works" -> "operational";
                    default -> "degraded_performance";
                });
        component.put("created_at", null);
        component.put("updated_at", view.at().toString());
        component.put("position", service.position());
        String note = first(view, service.notes());
        component.put("description", note.isEmpty() ? null : note);
        component.put("showcase", false);
        component.put("group_id", null);
        component.put("group", false);
        component.put("page_id", PAGE);
        component.put("only_show_if_degraded", false);
        return component;
    }

    private Map<String, Object> incident(PublicStatus.View view, PublicStatus.Problem problem) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("id", problem.key());
        incident.put("name", wrong(view, problem.words(), problem.title()));
        incident.put("status", problem.status());
        incident.put("created_at", problem.since().toString());
        incident.put("updated_at", problem.changedAt().toString());
        incident.put("monitoring_at", null);
        incident.put("resolved_at", text(problem.resolvedAt()));
        incident.put("impact", problem.impact());
        incident.put("shortlink", url);
        incident.put("started_at", problem.since().toString());
        incident.put("page_id", PAGE);
        List<Map<String, Object>> updates = new ArrayList<>();
        for (PublicStatus.Word said : problem.said()) {
            // The format has no way to say that a word was taken back, and whoever reads it takes the newest for true.
            if (said.takenBack()) {
                continue;
            }
            Map<String, Object> update = new LinkedHashMap<>();
            update.put("id", said.id());
            update.put("status", said.status());
            update.put("body", said.text(view.locales().get(0)));
            update.put("incident_id", problem.key());
            update.put("created_at", said.at().toString());
            update.put("updated_at", said.at().toString());
            update.put("display_at", said.at().toString());
            update.put("affected_components", List.of());
            updates.add(update);
        }
        incident.put("incident_updates", updates);
        incident.put(
                "components",
                view.services().stream()
                        .filter(s -> problem.journeys().contains(s.id()))
                        .map(s -> component(view, s))
                        .toList());
        return incident;
    }

    private static String wrong(PublicStatus.View view, Map<String, FactSheet.Words> words, String otherwise) {
        FactSheet.Words first = pick(view, words);
        return first == null ? otherwise : first.wrong();
    }

    private static FactSheet.@Nullable Words pick(PublicStatus.View view, Map<String, FactSheet.Words> words) {
        return words.get(view.locales().get(0));
    }

    private static String first(PublicStatus.View view, Map<String, String> words) {
        return words.getOrDefault(view.locales().get(0), "");
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
