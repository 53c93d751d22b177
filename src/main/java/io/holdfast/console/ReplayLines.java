package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a replay as people read them: times in the house's zone, modes by their names. */
final class ReplayLines {
    private static final Pattern TIME =
            Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z");
    private static final Pattern MODE = Pattern.compile("\\b([a-z][a-z0-9-]*)/([a-z][a-z0-9-]*)\\b");

    private final Catalog catalog;
    private final LocalTimes local;

    ReplayLines(Catalog catalog, LocalTimes local) {
        this.catalog = catalog;
        this.local = local;
    }

    List<String> of(List<String> lines) {
        return lines.stream().map(this::of).toList();
    }

    String of(String line) {
        String timed = TIME.matcher(line).replaceAll(found -> quoted(time(found.group())));
        return MODE.matcher(timed).replaceAll(found -> quoted(mode(found)));
    }

    private String time(String written) {
        try {
            return local.dayAndTime(Instant.parse(written));
        } catch (DateTimeParseException noTime) {
            return written;
        }
    }

    private String mode(MatchResult found) {
        return catalog.mode(found.group(1), found.group(2))
                .map(m -> "“" + m.name() + "” ("
                        + catalog.journey(m.journey()).map(Journey::name).orElse(m.journey()) + ")")
                .orElse(found.group());
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
