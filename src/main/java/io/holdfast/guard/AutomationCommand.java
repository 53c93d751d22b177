package io.holdfast.guard;

import io.holdfast.delivery.CommandHandler;
import io.holdfast.delivery.Said;
import io.holdfast.evidence.Actor;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code /holdfast automation [off|on why]}: how the kill switch stands, or the switch itself. */
@Component
class AutomationCommand implements CommandHandler {
    private static final Set<String> MAY = Set.of("commander", "resilience-lead", "administrator");

    private final Automation automation;
    private final People people;
    private final Playbooks playbooks;
    private final Words words;

    AutomationCommand(Automation automation, People people, Playbooks playbooks, Words words) {
        this.automation = automation;
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public String word() {
        return "automation";
    }

    @Override
    public Said ran(Command command) {
        String[] said = command.rest().strip().split("\\s+", 2);
        String wanted = said[0].toLowerCase(Locale.ROOT);
        String because = said.length < 2 ? "" : said[1].strip();
        Automation.State state = automation.now(World.LIVE);
        if (!wanted.equals("on") && !wanted.equals("off")) {
            return answer("state", state);
        }
        if (command.by().groups().stream().noneMatch(MAY::contains)) {
            return answer("may-not", state);
        }
        if (because.isBlank() || because.length() > 1000) {
            return answer("why", state);
        }
        if (state.word().equals(wanted)) {
            return answer("already", state);
        }
        return answer(
                "done",
                automation.turn(
                        World.LIVE,
                        wanted.equals("on"),
                        because,
                        new Actor.Person(command.by().username())));
    }

    private Said answer(String what, Automation.State state) {
        String locale = playbooks.current(World.LIVE).catalog().locales().get(0);
        String by = state.by();
        return new Said(List.of(new Said.Part(
                words.render(
                        "slack/automation",
                        locale,
                        Map.of(
                                "what", what,
                                "state", state.word(),
                                "because", state.because(),
                                "by", by.isEmpty() ? "" : people.nameOf(by),
                                "sinceAt", state.since().getEpochSecond())),
                List.of())));
    }
}
