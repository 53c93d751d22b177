package io.holdfast.delivery;

import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** From the templates, with the time as each reader has it. */
@Component
class TemplateChangeWords implements ChangeWords {
    private static final int LINES_AT_MOST = 8;
    private static final int WORDS_AT_MOST = 240;

    private final Playbooks playbooks;
    private final Words words;

    TemplateChangeWords(Playbooks playbooks, Words words) {
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public String of(Differences differences, Instant at, String locale) {
        ZoneId zone = playbooks.current(World.LIVE).catalog().zone();
        List<String> lines = new ArrayList<>();
        lines.add(words.render(
                "slack/changed",
                locale,
                Map.of(
                        "at", at.getEpochSecond(),
                        "clock", DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(zone)),
                        "whole", differences.whole())));
        List<Differences.Difference> all = differences.lines();
        boolean more = all.size() > LINES_AT_MOST;
        for (Differences.Difference one : more ? all.subList(0, LINES_AT_MOST - 1) : all) {
            lines.add(line(one.how().name().toLowerCase(Locale.ROOT), one.label(), one.now(), one.was(), locale));
        }
        if (more) {
            lines.add(line("more", "", String.valueOf(all.size() - LINES_AT_MOST + 1), "", locale));
        }
        return String.join("\n", lines);
    }

    @Override
    public long version() {
        return words.version();
    }

    private String line(String how, String label, String now, String was, String locale) {
        return words.render(
                "slack/changed-line", locale, Map.of("how", how, "label", label, "now", cut(now), "was", cut(was)));
    }

    private static String cut(String words) {
        return words.length() <= WORDS_AT_MOST ? words : words.substring(0, WORDS_AT_MOST - 1) + "…";
    }
}
