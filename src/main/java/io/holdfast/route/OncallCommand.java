package io.holdfast.route;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.CommandHandler;
import io.holdfast.delivery.Said;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code /holdfast oncall}: who is paged, team by team and rung by rung, and who can take command. */
@Component
class OncallCommand implements CommandHandler {
    private final People people;
    private final Playbooks playbooks;
    private final Words words;

    OncallCommand(People people, Playbooks playbooks, Words words) {
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public String word() {
        return "oncall";
    }

    @Override
    public Said ran(Command command) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        String locale = catalog.locales().get(0);
        List<String> commanders =
                people.inGroup("commander").stream().map(Member::username).toList();
        List<Said.Part> parts = new ArrayList<>();
        parts.add(new Said.Part(
                words.render("slack/oncall-commanders", locale, Map.of("people", names(commanders))), List.of()));
        for (Team team : catalog.teams()) {
            List<String> rungs = new ArrayList<>();
            for (int rung = 0; rung < Math.max(1, team.ladder().size()); rung++) {
                rungs.add(names(Ladder.people(team, rung, List.of(), commanders)));
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("team", team.name());
            fields.put("channel", team.channel() == null ? "" : team.channel());
            fields.put("first", rungs.get(0));
            fields.put("then", String.join(" → ", rungs.subList(1, rungs.size())));
            fields.put("minutes", team.step().toMinutes());
            parts.add(new Said.Part(words.render("slack/oncall-team", locale, fields), List.of()));
        }
        return new Said(parts);
    }

    private String names(List<String> usernames) {
        return usernames.stream().map(people::nameOf).collect(Collectors.joining(", "));
    }
}
