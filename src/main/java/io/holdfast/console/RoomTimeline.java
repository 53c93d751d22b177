package io.holdfast.console;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.MessageLog;
import io.holdfast.evidence.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The record as people read it: each message on one line with what became of it, and what was said again at once said only once. The
 * record itself keeps every entry.
 */
final class RoomTimeline {
    /** The filters, in the order in which they are offered. */
    static final List<String> FILTERS = List.of("all", "people", "automatic", "decisions", "messages", "deliveries");

    private static final String PUT = "message.put";
    private static final String BATCH = "message.batch";

    private final List<Timeline.Line> all;
    private final Map<Long, MessageLog.Sent> sent;
    private final Set<Long> put;

    RoomTimeline(List<Timeline.Line> all, Map<Long, MessageLog.Sent> sent) {
        this.all = all;
        this.sent = sent;
        this.put = all.stream()
                .filter(line -> line.kind().equals(PUT))
                .map(RoomTimeline::message)
                .collect(Collectors.toSet());
    }

    /** What this filter shows, newest first. */
    List<Room.Line> lines(String filter) {
        List<Room.Line> lines = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Timeline.Line line = all.get(i);
            if (!shows(filter, line)) {
                continue;
            }
            int last = lines.size() - 1;
            if (last >= 0 && again(line, lines.get(last).line())) {
                lines.set(last, lines.get(last).oncemore());
            } else {
                lines.add(line(line));
            }
        }
        return lines;
    }

    private boolean shows(String filter, Timeline.Line line) {
        boolean batch = line.kind().equals(BATCH);
        if (filter.equals("deliveries")) {
            return batch;
        }
        if (batch && put.contains(message(line))) {
            return false;
        }
        boolean messages = filter.equals("messages");
        if (!messages && line.kind().equals(PUT) && inThread(line)) {
            return false; // the post that was edited stands here already
        }
        return switch (filter) {
            case "people" -> !line.automatic();
            case "automatic" -> line.automatic();
            case "decisions" -> decision(line);
            case "messages" -> line.kind().startsWith("message");
            default -> true;
        };
    }

    private boolean inThread(Timeline.Line line) {
        MessageLog.Sent message = sent.get(message(line));
        return message != null && message.reason().equals(MessageLog.IN_THREAD);
    }

    private static boolean again(Timeline.Line line, Timeline.Line next) {
        return line.automatic()
                && line.note() == null
                && next.note() == null
                && line.kind().equals(next.kind())
                && line.text().equals(next.text())
                && line.by().equals(next.by());
    }

    private Room.Line line(Timeline.Line line) {
        String how = line.automatic() ? "auto" : decision(line) ? "decision" : "person";
        String initial =
                line.by().isBlank() ? "?" : line.by().substring(0, line.by().offsetByCodePoints(0, 1));
        MessageLog.Sent message = line.kind().equals(PUT) ? sent.get(message(line)) : null;
        return new Room.Line(
                line,
                how,
                initial,
                message == null ? line.text() : message.headline(),
                message == null ? "" : outcome(message),
                note(line),
                1);
    }

    /** Slack's marks are for Slack. */
    private static @Nullable String note(Timeline.Line line) {
        String note = line.note();
        boolean slack = line.body().keySet().stream().anyMatch(k -> k.startsWith("text." + Channel.SLACK.id() + "."));
        return note != null && slack ? Mrkdwn.plain(note) : note;
    }

    /** {@code 2 delivered, 1 not out yet}; empty where nobody was to be told. */
    static String outcome(MessageLog.Sent message) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (String state :
                List.of("delivered", "sent", "waiting", "sending", "unknown", "doubtful", "failed", "refused")) {
            Long n = message.counts().get(state);
            if (n != null && n > 0) {
                named.merge(word(state), n, Long::sum);
            }
        }
        if (message.counts().isEmpty() && message.remaining() > 0) {
            named.put(word("waiting"), message.remaining());
        }
        return named.entrySet().stream()
                .map(e -> String.format(java.util.Locale.ENGLISH, "%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String word(String state) {
        return switch (state) {
            case "waiting", "sending" -> "not out yet";
            case "unknown", "doubtful" -> "unclear";
            default -> state;
        };
    }

    private static @Nullable Long message(Timeline.Line line) {
        return line.body().get("message") instanceof Number id ? (Long) id.longValue() : null;
    }

    private static boolean decision(Timeline.Line line) {
        return !line.automatic()
                && (line.kind().startsWith("task.") || line.kind().startsWith("decision"));
    }
}
