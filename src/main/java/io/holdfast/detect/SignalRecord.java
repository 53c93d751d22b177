package io.holdfast.detect;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes what one batch found out: links, counts and evidence. Alerts, reports and notices have an entry each in their incident's chain;
 * measurements one per change of verdict; repeats one by count; what has no incident enters the house chain by digest.
 */
@Component
class SignalRecord {
    private static final int DIGESTS_LISTED = 100;

    private final BoardRows rows;
    private final Incidents incidents;
    private final Evidence evidence;

    SignalRecord(BoardRows rows, Incidents incidents, Evidence evidence) {
        this.rows = rows;
        this.incidents = incidents;
        this.evidence = evidence;
    }

    private static final class Count {
        long signals;
        long firing;
        long reports;
        long repeats;
    }

    /** @return signal → incident, or empty */
    Map<Long, String> write(Board board) {
        List<BoardRows.Outcome> outcomes = new ArrayList<>();
        Map<Long, String> known = new HashMap<>();
        Map<String, Count> counts = new LinkedHashMap<>();
        Map<Pending, String> homeless = new LinkedHashMap<>(board.unplaced);
        board.spoken.forEach((p, c) -> {
            known.put(p.id(), c.incident == null ? "" : c.incident);
            if (c.incident != null) {
                outcomes.add(new BoardRows.Outcome(p.id(), c.incident, null, 0));
                Count count = counts.computeIfAbsent(c.incident, k -> new Count());
                count.signals++;
                count.reports += p.kind().equals("report") ? 1 : 0;
                if (c.claim() || !c.measured()) {
                    count.firing += p.state().equals(Signal.FIRING) ? 1 : -1;
                    record(board, p, c.incident);
                }
            } else if (board.quiet.containsKey(c)) {
                String reason = board.quiet.get(c);
                outcomes.add(new BoardRows.Outcome(p.id(), null, Texts.bounded(reason, 400), 0));
                if (!c.measured()) {
                    homeless.put(p, reason);
                }
            }
        });
        joined(board, outcomes);
        changes(board, outcomes, known);
        for (Board.Turn turn : board.turned) {
            turned(board, turn);
        }
        for (Pending p : board.repeated) {
            String incident = p.incident();
            outcomes.add(new BoardRows.Outcome(p.id(), null, null, p.repeats()));
            if (incident == null && p.keyHash() != null) {
                Condition c = board.conditions.get(p.keyHash());
                incident = c == null ? null : c.incident;
            }
            if (incident != null && board.open.containsKey(incident)) {
                Count count = counts.computeIfAbsent(incident, k -> new Count());
                count.signals += p.repeats();
                count.repeats += p.repeats();
            }
        }
        board.unplaced.forEach((p, reason) -> {
            known.put(p.id(), "");
            outcomes.add(new BoardRows.Outcome(p.id(), null, Texts.bounded(reason, 400), 0));
        });
        rows.outcomes(outcomes);
        counts.forEach((incident, count) -> {
            incidents.tally(incident, count.signals, count.firing, count.reports, board.now);
            if (count.repeats > 0) {
                enter(
                        board,
                        incident,
                        "signal.repeats",
                        "The same was said again, " + count.repeats + " times",
                        Map.of("count", count.repeats));
            }
        });
        house(board, homeless);
        return known;
    }

    /** Conditions that stood alone before and have an incident now: their signals are linked and recorded with it. */
    private void joined(Board board, List<BoardRows.Outcome> outcomes) {
        for (Condition c : board.conditions.values()) {
            if (c.incident != null && c.touched && !c.measured() && !board.spoken.containsValue(c)) {
                outcomes.add(new BoardRows.Outcome(c.signalId, c.incident, null, 0));
            }
        }
    }

    private void changes(Board board, List<BoardRows.Outcome> outcomes, Map<Long, String> known) {
        for (Pending p : board.changes) {
            String incident = home(board, p);
            known.put(p.id(), incident == null ? "" : incident);
            if (incident != null) {
                outcomes.add(new BoardRows.Outcome(p.id(), incident, null, 0));
                record(board, p, incident);
            } else {
                outcomes.add(new BoardRows.Outcome(
                        p.id(), null, "A change opens nothing; it is kept for the search for a cause", 0));
            }
        }
    }

    /** A change joins an incident of its dependency, or of one that needs it. It opens nothing. */
    private static @Nullable String home(Board board, Pending p) {
        String dependency = p.dependency();
        if (dependency == null) {
            return null;
        }
        return board.open.values().stream()
                .filter(i -> i.goingOn())
                .filter(i -> board.of(i.key()).stream()
                        .anyMatch(c -> c.dependency != null && board.graph.related(c.dependency, dependency)))
                .map(i -> i.key())
                .findFirst()
                .orElse(null);
    }

    private void record(Board board, Pending p, String incident) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("signal", p.id());
        body.put("kind", p.kind());
        body.put("source", p.source());
        body.put("state", p.state());
        body.put("severity", p.severity());
        body.put("journey", p.journey() == null ? "" : p.journey());
        body.put("dependency", p.dependency() == null ? "" : p.dependency());
        body.put("region", p.region());
        body.put("digest", p.digest());
        String state = p.state().isEmpty() ? "" : p.state().equals(Signal.FIRING) ? " (firing)" : " (over)";
        // A report is a person's own words: those stay out of the chain.
        String what = p.kind().equals("report") ? "" : ": " + Texts.bounded(p.title(), 200);
        String text = switch (p.kind()) {
            case "report" -> "A report by " + p.source();
            case "notice" -> "A notice by " + p.source();
            case "change" -> "A change, told by " + p.source();
            default -> "An alert by " + p.source();
        };
        enter(board, incident, "signal", text + what + state, body);
    }

    private void turned(Board board, Board.Turn turn) {
        Condition c = turn.indicator();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("metric", String.valueOf(c.metric));
        body.put("journey", c.journey == null ? "" : c.journey);
        body.put("dependency", c.dependency == null ? "" : c.dependency);
        body.put("region", c.region);
        body.put("before", turn.before().id());
        body.put("now", turn.now().id());
        Judged j = c.judged;
        if (j != null) {
            body.put("value", String.valueOf(j.lastValue()));
            body.put("samples", j.samples());
        }
        String text =
                c.metric + ": " + turn.now().id() + " (was " + turn.before().id() + ")";
        evidence.record(new Entry(
                board.world,
                c.incident == null ? Entry.HOUSE : c.incident,
                board.now,
                "indicator",
                text,
                turn.rule(),
                body));
    }

    private void house(Board board, Map<Pending, String> homeless) {
        if (homeless.isEmpty()) {
            return;
        }
        List<Map<String, Object>> listed = new ArrayList<>();
        homeless.forEach((p, reason) -> {
            if (listed.size() < DIGESTS_LISTED) {
                listed.add(Map.of("signal", p.id(), "digest", p.digest(), "reason", Texts.bounded(reason, 200)));
            }
        });
        enter(
                board,
                Entry.HOUSE,
                "signal.unplaced",
                homeless.size() + " signals belong to no incident",
                Map.of("count", (long) homeless.size(), "signals", listed));
    }

    private void enter(Board board, String chain, String kind, String text, Map<String, ?> body) {
        Instant at = board.now;
        evidence.record(new Entry(board.world, chain, at, kind, text, new Actor.Self("detect"), body));
    }
}
