package io.holdfast.resolve;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Verdict;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether a mode helps, by the signals: worse or not better in time, and it is put back; good long enough, and it fails back. */
@Component
class Verification {
    private final WatchRows watches;
    private final ModeChanges changes;
    private final Readings readings;
    private final Playbooks playbooks;
    private final Times times;

    Verification(WatchRows watches, ModeChanges changes, Readings readings, Playbooks playbooks, Times times) {
        this.watches = watches;
        this.changes = changes;
        this.readings = readings;
        this.playbooks = playbooks;
        this.times = times;
    }

    /** Remembers what the signals are before anything is switched. */
    void before(SwitchRow row, Mode mode) {
        if ((mode.verifiedBy().isEmpty() && mode.failBack() == null)
                || watches.of(row.id()).isPresent()) {
            return;
        }
        watches.insert(row.world(), new WatchRow(row.id(), now(row, mode.verifiedBy()), null, null, "", "", null));
    }

    /** It is on: from here on it must help. */
    void on(SwitchRow row) {
        Mode.Verification verify = changes.mode(row).verify();
        if (verify != null) {
            Instant by = times.in(row.world()).plus(verify.within());
            watches.of(row.id()).ifPresent(w -> watches.update(w.verifyBy(by)));
        }
    }

    /** Looks once more, and keeps what it finds. */
    WatchRow look(SwitchRow row, WatchRow watch) {
        Mode mode = changes.mode(row);
        WatchRow looked = row.state().equals("on") && !watch.then().isEmpty() ? verified(row, mode, watch) : watch;
        Mode.FailBack failBack = mode.failBack();
        if (failBack == null) {
            return looked;
        }
        Instant now = times.in(row.world());
        boolean good = now(row, failBack.metrics()).values().stream().allMatch(v -> v == Verdict.GOOD);
        Instant since = !good ? null : looked.goodSince() == null ? now : looked.goodSince();
        looked = looked.goodSince(since);
        if (looked.found().isEmpty()
                && since != null
                && !since.plus(failBack.after()).isAfter(now)) {
            looked = looked.found("stable", "Good for " + words(failBack.after()) + ", and nothing is unknown");
        }
        return looked;
    }

    private WatchRow verified(SwitchRow row, Mode mode, WatchRow watch) {
        Map<String, Verdict> now = now(row, mode.verifiedBy());
        List<String> worse = new ArrayList<>();
        boolean better = false;
        boolean unknown = false;
        for (Map.Entry<String, Verdict> each : now.entrySet()) {
            Verdict then = watch.then().getOrDefault(each.getKey(), Verdict.UNKNOWN);
            unknown |= each.getValue() == Verdict.UNKNOWN;
            if (each.getValue() == Verdict.BAD && then != Verdict.BAD
                    || each.getValue() == Verdict.STRAINED && then == Verdict.GOOD) {
                worse.add(label(row, each.getKey()) + " got worse");
            }
            better |= each.getValue() == Verdict.GOOD && then != Verdict.GOOD
                    || each.getValue() == Verdict.STRAINED && then == Verdict.BAD;
        }
        if (!worse.isEmpty()) {
            return watch.found("worse", String.join(", ", worse));
        }
        boolean good = now.values().stream().allMatch(v -> v == Verdict.GOOD);
        boolean late = watch.verifyBy() != null && !watch.verifyBy().isAfter(times.in(row.world()));
        // What was good before it was switched, and still is, proves nothing before its time is over.
        if (good && better || late && (good || better && !unknown)) {
            return watch.found("verified", "Verified by " + labels(row, now));
        }
        if (late) {
            Mode.Verification verify = mode.verify();
            String time = verify == null ? "in time" : "within " + words(verify.within());
            return watch.found("worse", labels(row, now) + " did not get better " + time);
        }
        return watch;
    }

    /** Whether the next step back must wait: something it is measured by is bad. */
    WatchRow held(SwitchRow row, WatchRow watch) {
        Mode mode = changes.mode(row);
        Mode.FailBack failBack = mode.failBack();
        List<String> metrics = failBack == null ? mode.verifiedBy() : failBack.metrics();
        Map<String, Verdict> now = now(row, metrics);
        List<String> bad = now.entrySet().stream()
                .filter(e -> e.getValue() == Verdict.BAD)
                .map(e -> label(row, e.getKey()))
                .toList();
        if (!bad.isEmpty()) {
            return watch.goodSince(null).held("Stopped half-way: " + String.join(", ", bad) + " turned bad");
        }
        if (watch.held() == null) {
            return watch;
        }
        boolean good = now.values().stream().allMatch(v -> v == Verdict.GOOD);
        Instant at = times.in(row.world());
        Instant since = !good ? null : watch.goodSince() == null ? at : watch.goodSince();
        Duration after = failBack == null ? Duration.ofMinutes(5) : failBack.after();
        boolean again = since != null && !since.plus(after).isAfter(at);
        return watch.goodSince(since).held(again ? null : watch.held());
    }

    private Map<String, Verdict> now(SwitchRow row, List<String> metrics) {
        Map<String, Verdict> now = new LinkedHashMap<>();
        metrics.forEach(m -> now.put(m, readings.of(row.world(), m, row.journey(), row.scope())));
        return now;
    }

    private String labels(SwitchRow row, Map<String, Verdict> metrics) {
        return String.join(
                ", ", metrics.keySet().stream().map(m -> label(row, m)).toList());
    }

    private String label(SwitchRow row, String metric) {
        return playbooks.current(row.world()).catalog().journey(row.journey()).stream()
                .flatMap(j -> j.indicators().stream())
                .filter(i -> i.metric().equals(metric))
                .map(Indicator::label)
                .findFirst()
                .orElse(metric);
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
