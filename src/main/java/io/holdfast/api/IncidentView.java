package io.holdfast.api;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import io.holdfast.resolve.ModeSwitch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident as the public contract shows it. */
record IncidentView(
        String key,
        String title,
        String severity,
        String phase,
        String status,
        @Nullable String ending,
        @Nullable String parent,
        @Nullable String mergedInto,
        boolean drill,
        Scope scope,
        List<JourneyView> journeys,
        List<SuspectView> suspects,
        List<ModeView> modes,
        OwnerView owner,
        @Nullable String commander,
        long playbook,
        int decisions,
        Instant onsetAt,
        Instant detectedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant mitigatedAt,
        @Nullable Instant restoredAt,
        @Nullable Instant closedAt,
        @Nullable Instant agentsToldAt,
        @Nullable Instant customersToldAt) {
    record JourneyView(String id, String reachability, String identity, String context, String completion) {}

    record SuspectView(String id, String name, String kind, int score, String because, String ruledOutIf) {}

    record ModeView(String journey, String mode, String state, Scope scope) {}

    record OwnerView(@Nullable String team, @Nullable String person) {}

    static IncidentView of(Incident i, List<ModeSwitch> modes) {
        return new IncidentView(
                i.key(),
                i.title(),
                i.severity().name(),
                i.phase().id(),
                i.status().id(),
                i.ending().map(e -> e.id()).orElse(null),
                i.parent().orElse(null),
                i.mergedInto().orElse(null),
                i.drill(),
                i.scope(),
                i.journeys().stream().map(IncidentView::journey).toList(),
                i.suspects().stream()
                        .map(s -> new SuspectView(s.id(), s.name(), s.kind(), s.score(), s.because(), s.ruledOutIf()))
                        .toList(),
                modes.stream()
                        .map(m -> new ModeView(m.journey(), m.mode(), m.state(), m.scope()))
                        .toList(),
                new OwnerView(i.ownerTeam().orElse(null), i.owner().orElse(null)),
                i.commander().orElse(null),
                i.playbook(),
                i.decisions(),
                i.onsetAt(),
                i.detectedAt(),
                i.confirmedAt().orElse(null),
                i.acknowledgedAt().orElse(null),
                i.mitigatedAt().orElse(null),
                i.restoredAt().orElse(null),
                i.closedAt().orElse(null),
                i.agentsToldAt().orElse(null),
                i.customersToldAt().orElse(null));
    }

    private static JourneyView journey(JourneyLights j) {
        return new JourneyView(
                j.journey(), word(j.reachability()), word(j.identity()), word(j.context()), word(j.completion()));
    }

    private static String word(Verdict verdict) {
        return verdict.id();
    }
}
