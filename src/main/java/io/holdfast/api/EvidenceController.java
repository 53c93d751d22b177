package io.holdfast.api;

import io.holdfast.evidence.EvidenceBundle;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.NoSuchElementException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** An incident's evidence, to take along. */
@RestController
class EvidenceController {
    private final Incidents incidents;
    private final EvidenceBundle bundle;

    EvidenceController(Incidents incidents, EvidenceBundle bundle) {
        this.incidents = incidents;
        this.bundle = bundle;
    }

    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/incidents/{key}/evidence.zip")
    ResponseEntity<StreamingResponseBody> evidence(@PathVariable String key) {
        Incident incident =
                incidents.find(key).orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
        if (!bundle.exists(incident.world(), key)) {
            throw new NoSuchElementException("There is no evidence of " + key);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(key + "-evidence.zip")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(out -> bundle.write(incident.world(), key, out));
    }
}
