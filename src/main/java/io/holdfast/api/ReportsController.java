package io.holdfast.api;

import io.holdfast.detect.Reports;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Scope;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Callers;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person or system reports an incident. */
@RestController
class ReportsController {
    private final Reports reports;
    private final Incidents incidents;
    private final Modes modes;
    private final Callers callers;

    ReportsController(Reports reports, Incidents incidents, Modes modes, Callers callers) {
        this.reports = reports;
        this.incidents = incidents;
        this.modes = modes;
        this.callers = callers;
    }

    record ScopeBody(
            @Nullable List<String> regions,
            @Nullable List<String> channels,
            @Nullable List<String> segments) {}

    record Reported(
            @Nullable String title,
            @Nullable List<String> journeys,
            @Nullable String dependency,
            @Nullable ScopeBody scope,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because,

            @Nullable String severity) {}

    @PostMapping(value = "/api/incidents", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IncidentView> report(@RequestBody Reported reported) {
        ScopeBody scope = reported.scope();
        String because = reported.because();
        if (because == null || because.isBlank() || because.length() > 1000) {
            throw new IllegalArgumentException("'because' says why it is reported, in at most 1000 characters");
        }
        String key = reports.report(new Reports.Report(
                reported.title(),
                none(reported.journeys()),
                reported.dependency(),
                scope == null
                        ? Scope.ALL
                        : new Scope(none(scope.regions()), none(scope.channels()), none(scope.segments())),
                because.strip(),
                reported.severity(),
                callers.current().actor()));
        return IncidentsController.created(
                key,
                IncidentView.of(
                        incidents
                                .find(key)
                                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key)),
                        modes.of(key)));
    }

    private static List<String> none(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }
}
