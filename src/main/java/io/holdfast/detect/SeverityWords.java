package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What senders' words for severity mean here: the one place that says so. */
final class SeverityWords {
    private static final Set<String> CRITICAL = Set.of(
            "critical", "crit", "page", "fatal", "emergency", "error", "high", "sev1", "sev2", "p1", "p2", "urgent");
    private static final Set<String> INFO =
            Set.of("info", "informational", "notice", "low", "none", "debug", "ok", "sev4", "sev5", "p4", "p5");
    private static final List<String> WORST_LAST = List.of("", "info", "warning", "critical");

    private SeverityWords() {}

    /** {@code critical}, {@code warning}, {@code info}, or empty where the sender says nothing. A word we don't know is a warning. */
    static String ours(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        if (plain.isEmpty()) {
            return "";
        }
        if (CRITICAL.contains(plain)) {
            return "critical";
        }
        return INFO.contains(plain) ? "info" : "warning";
    }

    static String worse(String one, String other) {
        return WORST_LAST.indexOf(one) >= WORST_LAST.indexOf(other) ? one : other;
    }

    /** How dark an alert of this severity makes a light. */
    static Verdict verdict(String severity) {
        return severity.equals("critical") ? Verdict.BAD : Verdict.STRAINED;
    }
}
