package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One batch: folds signals into conditions and indicators, lets time do its part, and settles what that means for incidents. */
@Component
class Judging {
    private static final int MOST_INDICATORS = 2_000;

    private final BoardRows rows;
    private final CatalogInForce catalog;
    private final Thresholds thresholds;
    private final Incidents incidents;
    private final Settling settling;
    private final SignalRecord record;
    private final Times times;

    Judging(
            BoardRows rows,
            CatalogInForce catalog,
            Thresholds thresholds,
            Incidents incidents,
            Settling settling,
            SignalRecord record,
            Times times) {
        this.rows = rows;
        this.catalog = catalog;
        this.thresholds = thresholds;
        this.incidents = incidents;
        this.settling = settling;
        this.record = record;
        this.times = times;
    }

    /**
     * @param incidents signal → incident, or empty
     */
    record Done(int count, Map<Long, String> incidents) {}

    /** Judges these; the caller holds the world's lock. */
    Done judge(World world, List<Pending> batch) {
        Instant now = times.in(world);
        long playbook = catalog.number(world);
        Set<String> ids = new HashSet<>();
        batch.forEach(p -> {
            if (p.keyHash() != null) {
                ids.add(p.keyHash());
            }
        });
        Board board = new Board(world, now, playbook, catalog.graph(playbook), incidents.open(world));
        board.conditions.putAll(rows.conditions(world, board.open.keySet(), ids));
        Set<String> theirs = new HashSet<>();
        board.conditions.values().forEach(c -> {
            if (c.incident != null) {
                theirs.add(c.incident);
            }
        });
        settling.followMerges(board, rows.merged(theirs));
        for (Pending p : batch) {
            if (p.repeats() > 0) {
                board.repeats(p);
            } else if (p.reason() != null || p.kind().equals(Signal.RAW)) {
                board.unplaced(p, p.reason() == null ? "Nobody could read it" : p.reason());
            } else if (p.kind().equals("measurement")) {
                measured(board, p);
            } else if (p.kind().equals("change")) {
                board.changes.add(p);
            } else {
                said(board, p);
            }
        }
        sweep(board);
        settling.settle(board);
        rows.write(world, board.conditions.values());
        Map<Long, String> known = record.write(board);
        rows.done(batch);
        return new Done(batch.size(), known);
    }

    private static void said(Board board, Pending p) {
        String id = String.valueOf(p.keyHash());
        Condition c = board.conditions.get(id);
        boolean firing = p.state().equals(Signal.FIRING);
        if (c == null) {
            c = new Condition(id, p.kind(), p.source(), null, p.worldAt());
            c.fresh = true;
            board.conditions.put(id, c);
        }
        boolean begins = firing && !c.stands();
        if (begins) {
            c.since = p.worldAt();
            c.signalId = p.id();
        }
        if (firing) {
            c.journey = p.journey();
            c.dependency = p.dependency();
            c.region = p.region();
            c.channel = p.channel();
            c.segment = p.segment();
            c.light = BoardRows.light(p.light());
            c.severity = p.severity();
            c.title = p.title();
        }
        c.verdict = firing ? SeverityWords.verdict(c.severity) : Verdict.GOOD;
        c.heardAt = board.now;
        c.touched = true;
        board.spoken.put(p, c);
        board.changed(c, firing);
    }

    private void measured(Board board, Pending p) {
        String id = p.indicator();
        Double value = p.value();
        if (id == null || value == null) {
            board.unplaced(p, "It has no value");
            return;
        }
        Condition c = board.conditions.get(id);
        boolean fresh = c == null;
        if (c == null) {
            c = new Condition(id, "measurement", p.source(), p.metric(), board.now);
            c.journey = p.journey();
            c.dependency = p.dependency();
            c.region = p.region();
            c.channel = p.channel();
            c.segment = p.segment();
            c.light = BoardRows.light(p.light());
            c.judged = Judged.unheard(board.now);
            c.verdict = Verdict.UNKNOWN;
            c.fresh = true;
        }
        Optional<Judged.Rule> rule = thresholds.rule(board.playbook, c);
        if (rule.isEmpty()) {
            board.unplaced(p, noRule(String.valueOf(p.metric())));
            return;
        }
        if (fresh && board.indicators().size() >= MOST_INDICATORS) {
            board.unplaced(p, "There are " + MOST_INDICATORS + " indicators already; this would be one more");
            return;
        }
        board.conditions.put(id, c);
        Judged before = c.judged == null ? Judged.unheard(board.now) : c.judged;
        Judged after = before.lastAt() != null && p.worldAt().isBefore(before.lastAt())
                ? refold(before, rule.get(), c, board)
                : before.sample(rule.get(), value, p.count(), p.worldAt(), late(board, c));
        c.heardAt = board.now;
        board.sampled.merge(c, 1L, Long::sum);
        board.spoken.put(p, c);
        judged(board, c, after, rule.get());
    }

    /** Why a reading is kept and judged by nothing. */
    static String noRule(String metric) {
        return "No rule of thresholds.dmn speaks of the metric '" + metric + "' here";
    }

    /** A sample that comes late is put where it belongs: the window is folded anew from the verdict's beginning. */
    private Judged refold(Judged before, Judged.Rule rule, Condition c, Board board) {
        Judged again = new Judged(
                before.verdict(),
                before.since(),
                null,
                null,
                before.samples(),
                before.since(),
                before.lastValue(),
                before.lateAt(),
                before.dueAt(),
                before.flaps());
        for (BoardRows.Sample s : rows.samples(c.id, before.since())) {
            if (s.at().isAfter(before.since())) {
                again = again.sample(rule, s.value(), s.count(), s.at(), late(board, c));
            }
        }
        return again;
    }

    private static @Nullable Instant late(Board board, Condition c) {
        Duration patience = c.patience(board.graph);
        return patience == null ? null : board.now.plus(patience);
    }

    private void sweep(Board board) {
        for (Condition c : List.copyOf(board.indicators())) {
            Judged j = c.judged;
            if (j != null && j.dueAt() != null && !board.now.isBefore(j.dueAt())) {
                Optional<Judged.Rule> rule = thresholds.rule(board.playbook, c);
                Judged.Rule applied = rule.orElse(new Judged.Rule(
                        true,
                        null,
                        null,
                        null,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        new io.holdfast.evidence.Actor.Rule(
                                "processes/decisions/thresholds.dmn", 0, null, board.playbook)));
                judged(board, c, j.tick(applied, board.now), applied);
            }
        }
    }

    private static void judged(Board board, Condition c, Judged after, Judged.Rule rule) {
        Verdict before = c.verdict;
        c.judged = after;
        c.verdict = after.verdict();
        c.touched = true;
        if (before != c.verdict) {
            c.since = after.since();
            board.turned.add(new Board.Turn(c, before, c.verdict, rule.by()));
            board.changed(c, c.stands());
        }
    }
}
