package io.holdfast.console;

import io.holdfast.detect.SignalLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was said of an incident, in the words of whoever said it: people's reports before alerts, and both before measurements.
 *
 * @param kind {@code Report}
 * @param at when it was said last
 * @param over whether whoever said it says that it is over
 * @param times how often the same was said
 */
record Heard(String kind, String title, String source, Instant at, boolean over, long times) {
    static final int READ = 300;
    private static final List<String> ORDER = List.of("report", "alert", "notice", "change", "measurement");

    /** @param lines newest first */
    static List<Heard> of(List<SignalLog.Line> lines) {
        Map<String, List<SignalLog.Line>> same = new LinkedHashMap<>();
        for (String kind : ORDER) {
            for (SignalLog.Line line : lines) {
                if (line.kind().equals(kind) && !line.title().isBlank()) {
                    same.computeIfAbsent(kind + " " + line.source() + " " + line.title(), k -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        return same.values().stream().map(Heard::one).toList();
    }

    private static Heard one(List<SignalLog.Line> all) {
        SignalLog.Line newest = all.get(0);
        return new Heard(
                switch (newest.kind()) {
                    case "report" -> "Report";
                    case "alert" -> "Alert";
                    case "notice" -> "Vendor’s notice";
                    case "change" -> "Change";
                    default -> "Measurement";
                },
                newest.title(),
                newest.source(),
                newest.at(),
                newest.state().equals("resolved"),
                all.stream().mapToLong(l -> 1 + l.repeats()).sum());
    }
}
