package io.holdfast.console;

import static io.holdfast.console.Markdown.plain;

import io.holdfast.incident.Incident;
import io.holdfast.learn.Reviews;
import java.time.Instant;
import java.util.List;

/** A review as a Markdown document. */
final class ReviewText {
    private ReviewText() {}

    /** The house's own: all that is on record. */
    static String own(ReviewFile.Contents file, LocalTimes local) {
        Incident incident = file.incident();
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(incident.key())
                .append(": ")
                .append(plain(incident.title()))
                .append("\n\n");
        text.append(incident.severityLabel()).append(", began ").append(when(incident.onsetAt(), local));
        incident.endedAt().ifPresent(at -> text.append(", over ").append(when(at, local)));
        text.append(" (").append(local.zoneName()).append("). ");
        text.append("Journeys: ").append(plain(file.journeys())).append(".\n\n");
        text.append(file.writtenBy().isEmpty() ? "A draft" : "Written by " + plain(file.writtenBy()));
        text.append(file.owner().isEmpty() ? "." : "; " + plain(file.owner()) + " answers for it.");
        file.review()
                .filter(r -> r.writtenAt() == null)
                .map(Reviews.Review::dueAt)
                .ifPresent(due -> text.append(" It is to be written by ")
                        .append(when(due, local))
                        .append('.'));
        text.append("\n\n");
        file.inShort().ifPresent(written -> written(text, written));
        section(
                text,
                "Figures",
                lines(file.review().map(Reviews.Review::figures).orElse(List.of())));
        section(
                text,
                "Who took part",
                file.took().stream().map(p -> plain(p.name()) + " – " + p.did()).toList());
        file.more().forEach(written -> written(text, written));
        section(
                text,
                "What was slow",
                lines(file.review().map(Reviews.Review::slow).orElse(List.of())));
        section(
                text,
                "What was overruled",
                lines(file.review().map(Reviews.Review::overruled).orElse(List.of())));
        section(
                text,
                "What was agreed on",
                file.actions().stream()
                        .map(a -> plain(a.what())
                                + (a.owner().isEmpty() ? "" : " – " + plain(a.owner()))
                                + (a.due().isEmpty() ? "" : ", due " + a.due())
                                + (a.done() ? " (done)" : ""))
                        .toList());
        section(
                text,
                "Changes of the playbook that came of it",
                file.changes().stream()
                        .map(c -> c.id() + ": " + plain(c.because()) + " (" + lower(ChangeWords.words(c)) + ")")
                        .toList());
        section(
                text,
                "What was decided by rules",
                file.decided().stream()
                        .map(d -> d.time() + " " + plain(d.judged().says()) + " – " + plain(d.rule()) + "; "
                                + plain(d.verdict()) + (d.times() > 1 ? " (" + d.times() + " times)" : ""))
                        .toList());
        section(
                text,
                "What was told to whom",
                file.told().stream()
                        .map(t -> t.time() + " " + plain(t.what()) + " – " + plain(t.came()))
                        .toList());
        section(
                text,
                "What was alike before",
                file.similar().stream()
                        .map(s -> s.incident().key() + ": " + plain(s.incident().title()) + " – " + plain(s.alike())
                                + "; " + plain(s.helped()))
                        .toList());
        section(text, "Course", lines(file.review().map(Reviews.Review::course).orElse(List.of())));
        return text.toString().strip() + "\n";
    }

    private static void written(StringBuilder text, ReviewFile.Text written) {
        text.append("## ")
                .append(written.title())
                .append("\n\n")
                .append(written.nested())
                .append("\n\n");
    }

    /** What customers may read: only what they were told, and when. */
    static String forCustomers(String house, StatusPage.Problem problem, PageWords words, LocalTimes local) {
        StringBuilder text = new StringBuilder("# ").append(plain(house)).append("\n\n");
        text.append("**").append(words.get("since")).append("** ").append(local.dayAndTime(problem.since()));
        Instant over = problem.resolvedAt();
        if (over != null) {
            text.append("  \n**").append(words.get("over")).append("** ").append(local.dayAndTime(over));
        }
        text.append("  \n")
                .append(words.get("times"))
                .append(' ')
                .append(local.zoneName())
                .append(".\n\n");
        text.append("## ").append(words.get("said")).append("\n\n");
        for (int i = problem.said().size() - 1; i >= 0; i--) {
            StatusPage.Said said = problem.said().get(i);
            text.append("- **")
                    .append(local.dayAndTime(said.at()))
                    .append("** ")
                    .append(plain(said.text()))
                    .append(said.takenBack() ? " **" + words.get("said.back") + "**\n" : "\n");
        }
        return text.toString();
    }

    private static String when(Instant at, LocalTimes local) {
        return local.dayAndTime(at);
    }

    private static List<String> lines(List<String> lines) {
        return lines.stream().map(Markdown::plain).toList();
    }

    private static void section(StringBuilder text, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            text.append("## ")
                    .append(title)
                    .append("\n\n")
                    .append(Markdown.list(entries, ""))
                    .append('\n');
        }
    }

    private static String lower(String words) {
        return words.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + words.substring(1);
    }
}
