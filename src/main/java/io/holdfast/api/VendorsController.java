package io.holdfast.api;

import io.holdfast.catalog.Vendor;
import io.holdfast.playbook.Playbooks;
import io.holdfast.scorecard.Periods;
import io.holdfast.scorecard.Scorecard;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.scorecard.VendorScorecards;
import io.holdfast.security.Callers;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Vendors' scorecards: our record of them, and what they say of themselves. */
@RestController
class VendorsController {
    private static final int LARGEST = 8 << 20;

    private final VendorScorecards vendors;
    private final Playbooks playbooks;
    private final Times times;
    private final Callers callers;

    VendorsController(VendorScorecards vendors, Playbooks playbooks, Times times, Callers callers) {
        this.vendors = vendors;
        this.playbooks = playbooks;
        this.times = times;
        this.callers = callers;
    }

    /** One vendor in a list. */
    record VendorView(String id, String name, long incidents, double minutes, long questionsOpen) {}

    /** A question that he has not answered. */
    record Gap(String id, String question) {}

    /** All of one vendor. {@code underneath} is what our own catalog knows; what he says himself stands in {@code vendor}. */
    record CardView(
            Vendor vendor,
            Instant from,
            Instant to,
            ScorecardView.GroupView figures,
            List<String> runs,
            List<String> underneath,
            List<Gap> gaps,
            VendorScorecards.Told told,
            List<VendorScorecards.Line> incidents,
            VendorScorecards.History history) {}

    /** A vendor's answer to a case. */
    record Answered(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String incident,

            @Nullable Instant at) {}

    @GetMapping("/api/vendors")
    Page<VendorView> list(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return Page.whole(vendors.all(question(from, to)).stream()
                .map(s -> new VendorView(
                        s.vendor().id(), s.vendor().name(), s.figures().incidents(), s.minutes(), s.gaps()))
                .toList());
    }

    @Operation(summary = "One vendor: incidents, notice, answers, minutes, history, and what he has not answered")
    @GetMapping("/api/vendors/{id}")
    CardView one(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Question question = question(from, to);
        VendorScorecards.Card card = vendors.of(id, question);
        return new CardView(
                card.vendor(),
                question.from(),
                question.to(),
                ScorecardView.group(card.figures(), question.from(), question.to(), Scorecard.By.VENDOR),
                card.runs(),
                card.underneath(),
                card.gaps().stream().map(q -> new Gap(q.id(), q.words())).toList(),
                card.told(),
                card.incidents(),
                card.history());
    }

    @Operation(summary = "What he told us about an incident, word for word as it came in")
    @GetMapping("/api/vendors/{id}/notices")
    Page<VendorScorecards.Notice> notices(@PathVariable String id, @RequestParam String incident) {
        return Page.whole(vendors.notices(id, incident).items());
    }

    @Operation(summary = "Imports what he published: the answer of his status page's /api/v2/incidents.json")
    @PostMapping(path = "/api/vendors/{id}/history", consumes = MediaType.APPLICATION_JSON_VALUE)
    VendorScorecards.Imported history(@PathVariable String id, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new IllegalArgumentException("The history is at most 8 MiB; import it in parts");
        }
        return vendors.importHistory(
                id, new String(body, StandardCharsets.UTF_8), callers.current().actor());
    }

    @Operation(summary = "Notes when he answered the case of an incident")
    @PostMapping("/api/vendors/{id}/answers")
    Map<String, String> answered(@PathVariable String id, @RequestBody Answered answered) {
        if (answered.incident() == null) {
            throw new IllegalArgumentException("'incident' is missing: the key of the incident whose case he answered");
        }
        Instant at = answered.at() == null ? times.in(World.LIVE) : answered.at();
        vendors.answered(id, answered.incident(), at, callers.current().actor());
        return Map.of("incident", answered.incident(), "at", at.toString());
    }

    private Question question(@Nullable String from, @Nullable String to) {
        return Periods.of(
                from, to, null, playbooks.current(World.LIVE).catalog().zone(), times.in(World.LIVE));
    }
}
