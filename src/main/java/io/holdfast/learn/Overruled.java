package io.holdfast.learn;

import io.holdfast.evidence.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person decided otherwise than it was proposed, as the record has it. Pure.
 *
 * @param what {@code severity}, {@code cause}, {@code owner}, {@code command}, {@code mode-off}, {@code mode}, {@code words},
 *     {@code held} or {@code not-told}
 * @param was what was proposed, an id; empty where the words say it
 * @param became what it was made, an id; empty where the words say it
 * @param who by name
 */
record Overruled(String what, String was, String became, String who, Instant at) {
    private static final Set<String> TURNED_DOWN = Set.of("not-mine", "hand-to");

    /** @param lines the incident's chain, oldest first */
    static List<Overruled> of(List<Timeline.Line> lines) {
        List<Overruled> all = new ArrayList<>();
        String severity = "";
        String suspect = "";
        Map<String, String> modes = new HashMap<>();
        for (Timeline.Line line : lines) {
            switch (line.kind()) {
                case "incident.severity" -> {
                    String made = text(line, "severity");
                    if (!line.automatic() && !severity.isEmpty() && !severity.equals(made)) {
                        all.add(new Overruled("severity", severity, made, line.by(), line.at()));
                    }
                    severity = made;
                }
                case "incident.suspects" -> suspect = first(line.body().get("suspects"));
                case "incident.cause" -> {
                    String made = text(line, "suspect");
                    if (!line.automatic() && !made.equals(suspect)) {
                        all.add(new Overruled("cause", suspect, made, line.by(), line.at()));
                    }
                }
                case "mode.proposed" -> modes.put(text(line, "switch"), text(line, "mode"));
                case "update.approved" -> {
                    if (Boolean.TRUE.equals(line.body().get("edited"))) {
                        all.add(new Overruled("words", "", "", line.by(), line.at()));
                    }
                }
                case "task.completed" -> answered(line, modes, all);
                default -> {}
            }
        }
        return all;
    }

    private static void answered(Timeline.Line line, Map<String, String> modes, List<Overruled> all) {
        String verdict = text(line, "verdict");
        String proposed = modes.getOrDefault(text(line, "ref"), "");
        String mode = text(line, "mode");
        switch (text(line, "task")) {
            case "takeCommand", "takeOwnership" -> {
                if (TURNED_DOWN.contains(verdict)) {
                    String what = text(line, "task").equals("takeCommand") ? "command" : "owner";
                    all.add(new Overruled(what, "", text(line, "who"), line.by(), line.at()));
                }
            }
            case "approveMode" -> {
                if (verdict.equals("leave")) {
                    all.add(new Overruled("mode-off", proposed, "", line.by(), line.at()));
                } else if (!mode.isEmpty() && !proposed.isEmpty() && !mode.equals(proposed)) {
                    all.add(new Overruled("mode", proposed, mode, line.by(), line.at()));
                }
            }
            case "approveUpdate" -> {
                if (verdict.equals("hold") || verdict.equals("do-not-notify")) {
                    all.add(new Overruled(verdict.equals("hold") ? "held" : "not-told", "", "", line.by(), line.at()));
                }
            }
            default -> {}
        }
    }

    private static String text(Timeline.Line line, String field) {
        return Objects.toString(line.body().get(field), "");
    }

    private static String first(@Nullable Object suspects) {
        return suspects instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> top
                ? Objects.toString(top.get("id"), "")
                : "";
    }
}
