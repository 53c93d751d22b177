package io.holdfast.console;

import io.holdfast.evidence.Actor;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three decisions of the story: one judged by what came of it, one by a person, one open. */
record GalleryDecisions(Gallery gallery) implements JudgedDecisions {
    @Override
    public List<Judged> list(World world, Search search, int limit) {
        return List.of(
                judged(
                        "d1",
                        "guardrails",
                        "agent-level",
                        "act",
                        "It is grave, and its journey is hit: people take over",
                        null),
                judged(
                        "d2",
                        "guardrails",
                        "mode.switch",
                        "ask",
                        "It changes what all customers may do; the commander decides",
                        new Verdict(
                                true,
                                "outcome",
                                "Holdfast, guard",
                                gallery.scene.now,
                                "Fallback Security questions is on, and the signals say that it helps")),
                judged(
                        "d3",
                        "severity",
                        null,
                        null,
                        null,
                        new Verdict(false, "person", "dana", gallery.scene.now, "It was less grave: one region only")));
    }

    private Judged judged(
            String id,
            String asked,
            @Nullable String action,
            @Nullable String did,
            @Nullable String because,
            @Nullable Verdict verdict) {
        String outcome = verdict != null && verdict.source().equals("outcome") ? verdict.because() : null;
        return new Judged(
                id,
                World.LIVE,
                "INC-7",
                gallery.scene.now,
                asked,
                "processes/decisions/" + asked + ".dmn",
                1,
                12,
                "r6",
                "hash",
                asked.equals("severity")
                        ? "Severity: SEV2. The identity provider is down for many"
                        : "Guardrails: " + did + ". " + because,
                action,
                null,
                did,
                because,
                outcome,
                outcome == null ? null : gallery.scene.now,
                verdict);
    }

    @Override
    public Optional<Judged> find(String id) {
        return list(World.LIVE, new Search(null, null, null, null), 9).stream()
                .filter(d -> d.id().equals(id))
                .findFirst();
    }

    @Override
    public Map<String, String> facts(Judged decision) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("action", "mode.switch");
        facts.put("severity", "SEV2");
        facts.put("blastRadius", "everywhere");
        facts.put("journeys", "sign-in, payment-change, bot-handoff");
        facts.put("automation", "yes");
        facts.put("suspectVendor", "not known");
        return facts;
    }

    @Override
    public void judge(String id, boolean right, String because, Actor by) {
        gallery.said.add("verdict " + id + " " + (right ? "right" : "wrong") + " " + because);
    }

    @Override
    public void outcome(String subject, boolean right, String what) {}

    @Override
    public List<Figure> figures(World world, Instant from, Instant to) {
        return List.of(
                new Figure("agent-level", 0, 0, 2),
                new Figure("mode.switch", 9, 1, 3),
                new Figure("severity", 14, 2, 7));
    }
}
