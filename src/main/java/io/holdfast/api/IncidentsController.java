package io.holdfast.api;

import io.holdfast.evidence.Timeline;
import io.holdfast.incident.CallOff;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Severity;
import io.holdfast.learn.RunningIncidents;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.route.HandOver;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Incidents, their timeline and notes. */
@RestController
class IncidentsController {
    private static final int PAGE = 50;
    private static final int LONGEST_NOTE = 10_000;

    private final Incidents incidents;
    private final Modes modes;
    private final Timeline timeline;
    private final RunningIncidents running;
    private final CallOff callOff;
    private final HandOver handOver;
    private final Callers callers;
    private final TransactionTemplate transaction;

    IncidentsController(
            Incidents incidents,
            Modes modes,
            Timeline timeline,
            RunningIncidents running,
            CallOff callOff,
            HandOver handOver,
            Callers callers,
            TransactionTemplate transaction) {
        this.incidents = incidents;
        this.modes = modes;
        this.timeline = timeline;
        this.running = running;
        this.callOff = callOff;
        this.handOver = handOver;
        this.callers = callers;
        this.transaction = transaction;
    }

    /** A note. */
    record Note(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text) {}

    /** How an incident ends early. */
    record End(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String ending,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** Which incident it is a part of. */
    record Merge(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String into,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** Who gets a role. */
    record Handing(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String role,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String to,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** Which playbook an incident goes on by. */
    record Move(
            @Nullable Long playbook,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** A line of the timeline as the contract shows it. */
    record TimelineLine(
            long seq,
            Instant at,
            String kind,
            String text,
            String by,
            boolean automatic,
            @Nullable String note) {}

    @GetMapping("/api/incidents")
    Page<IncidentView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable Long after) {
        if (state != null && !state.equals("open")) {
            throw new IllegalArgumentException("state is 'open', or left out; not '" + state + "'");
        }
        List<Incident> found =
                incidents.list(World.LIVE, new Incidents.Search(q, state != null, severity(severity)), after, PAGE + 1);
        List<Incident> shown = found.stream().limit(PAGE).toList();
        Map<String, List<ModeSwitch>> switched =
                modes.of(shown.stream().map(Incident::key).toList());
        List<IncidentView> page = shown.stream()
                .map(i -> IncidentView.of(i, switched.getOrDefault(i.key(), List.of())))
                .toList();
        return new Page<>(
                page, found.size() > PAGE ? String.valueOf(found.get(PAGE - 1).number()) : null);
    }

    private static @Nullable Severity severity(@Nullable String word) {
        try {
            return word == null || word.isBlank() ? null : Severity.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("severity is SEV1 to SEV4, or left out; not '" + word + "'", e);
        }
    }

    @GetMapping("/api/incidents/{key}")
    IncidentView one(@PathVariable String key) {
        return view(any(key));
    }

    @GetMapping("/api/incidents/{key}/timeline")
    Page<TimelineLine> timeline(@PathVariable String key, @RequestParam(defaultValue = "0") long after) {
        List<TimelineLine> lines = timeline.of(any(key).world(), key, after, 500).stream()
                .map(l -> new TimelineLine(l.seq(), l.at(), l.kind(), l.text(), l.by(), l.automatic(), l.note()))
                .toList();
        return new Page<>(
                lines, lines.size() == 500 ? String.valueOf(lines.get(499).seq()) : null);
    }

    @PostMapping("/api/incidents/{key}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> note(@PathVariable String key, @RequestBody Note note) {
        live(key);
        String text = note.text() == null ? "" : note.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("A note has a 'text' of 1 to " + LONGEST_NOTE + " characters");
        }
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            incident.note(
                    callers.current().actor(),
                    "note",
                    "A note",
                    Map.of(),
                    Map.of("note", text.getBytes(StandardCharsets.UTF_8)));
            incidents.save(incident);
        });
        return Map.of("incident", key);
    }

    /** Lets an incident go on by the playbook in force. */
    @PostMapping("/api/incidents/{key}/playbook")
    IncidentView move(@PathVariable String key, @RequestBody Move move) {
        running.move(key, move.playbook(), move.because() == null ? "" : move.because(), callers.current());
        return view(live(key));
    }

    /** Calls an incident off: a false alarm, or cancelled. */
    @PostMapping("/api/incidents/{key}/end")
    IncidentView end(@PathVariable String key, @RequestBody End end) {
        live(key);
        Ending ending = Arrays.stream(Ending.values())
                .filter(e -> e.id().equals(end.ending()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'ending' is 'false-alarm' or 'cancelled', not '" + end.ending() + "'"));
        callOff.end(key, ending, said(end.because()), callers.current().actor());
        return view(live(key));
    }

    /** Says that an incident is a part of another one. */
    @PostMapping("/api/incidents/{key}/merge")
    IncidentView merge(@PathVariable String key, @RequestBody Merge merge) {
        live(key);
        callOff.merge(
                key, merge.into(), said(merge.because()), callers.current().actor());
        return view(live(key));
    }

    /** Hands a role to somebody else. */
    @PostMapping("/api/incidents/{key}/hand-over")
    IncidentView handOver(@PathVariable String key, @RequestBody Handing handing) {
        live(key);
        handOver.handOver(key, said(handing.role()), said(handing.to()), said(handing.because()), callers.current());
        return view(live(key));
    }

    private static String said(@Nullable String words) {
        return words == null ? "" : words.strip();
    }

    /** A drill's too: whoever has its key has it from the drill. */
    private Incident any(String key) {
        return incidents.find(key).orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
    }

    private Incident live(String key) {
        return incidents
                .find(key)
                .filter(i -> i.world().isLive())
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
    }

    private IncidentView view(Incident incident) {
        return IncidentView.of(incident, modes.of(incident.key()));
    }

    static <T> ResponseEntity<T> created(String key, T body) {
        return ResponseEntity.created(URI.create("/api/incidents/" + key)).body(body);
    }
}
