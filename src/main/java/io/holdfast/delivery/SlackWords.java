package io.holdfast.delivery;

import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The words of delivery's own answers in Slack, from the templates, in the language of the house. */
@Component
class SlackWords {
    private final Playbooks playbooks;
    private final Words words;

    SlackWords(Playbooks playbooks, Words words) {
        this.playbooks = playbooks;
        this.words = words;
    }

    String render(String name, Map<String, ?> fields) {
        return words.render(name, locale(), fields);
    }

    Said said(String name, Map<String, ?> fields) {
        return Said.words(render(name, fields));
    }

    /** For somebody whom no account and no catalog names by this Slack id: what to do, and the id to do it with. */
    Said stranger(String slackUser) {
        return said("slack/command-stranger", Map.of("slackUser", slackUser));
    }

    String locale() {
        return playbooks.current(World.LIVE).catalog().locales().get(0);
    }

    long version() {
        return words.version();
    }
}
