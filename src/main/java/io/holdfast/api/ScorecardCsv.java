package io.holdfast.api;

import io.holdfast.scorecard.Figure;
import io.holdfast.scorecard.Scorecard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures as CSV (RFC 4180): one line per group and figure, so that a spreadsheet can turn them as it likes. */
final class ScorecardCsv {
    private static final String HEAD =
            "by,group,name,incidents,figure,unit,count,left_out,median,p90,yes,share,low,high";

    private ScorecardCsv() {}

    static String of(Scorecard card) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        lines(lines, "", card.all());
        card.groups().forEach(g -> lines(lines, card.by().id(), g));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static void lines(List<String> lines, String by, Scorecard.Group group) {
        for (Figure f : group.figures()) {
            Figure.Range sum = f.sum();
            lines.add(String.join(
                    ",",
                    cell(by),
                    cell(group.id()),
                    cell(group.name()),
                    String.valueOf(group.incidents()),
                    f.kind().id(),
                    f.kind().unit().id(),
                    String.valueOf(f.count()),
                    String.valueOf(f.leftOut()),
                    number(f.median()),
                    number(f.p90()),
                    f.yes() == null ? "" : f.yes().toString(),
                    number(f.share()),
                    number(sum == null ? null : sum.low()),
                    number(sum == null ? null : sum.high())));
        }
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return java.math.BigDecimal.valueOf(value)
                .setScale(4, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
