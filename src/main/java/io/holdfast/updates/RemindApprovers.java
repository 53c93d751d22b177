package io.holdfast.updates;

import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Remind who approves: words to customers are waiting. */
@Component("remindApprovers")
class RemindApprovers implements JavaDelegate {
    private final Incidents incidents;
    private final FactSheets facts;
    private final CustomerWords customerWords;
    private final People people;
    private final Outbox outbox;
    private final Words words;
    private final Playbooks playbooks;

    RemindApprovers(
            Incidents incidents,
            FactSheets facts,
            CustomerWords customerWords,
            People people,
            Outbox outbox,
            Words words,
            Playbooks playbooks) {
        this.incidents = incidents;
        this.facts = facts;
        this.customerWords = customerWords;
        this.people = people;
        this.outbox = outbox;
        this.words = words;
        this.playbooks = playbooks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        List<Audience.Address> to = new ArrayList<>();
        Stream.concat(people.inGroup("communications").stream(), people.inGroup("commander").stream())
                .filter(m -> m.slack() != null)
                .map(Member::username)
                .distinct()
                .forEach(name -> people.find(name)
                        .ifPresent(m -> to.add(new Audience.Address(
                                "person:" + name, Channel.SLACK, String.valueOf(m.slack()), "en"))));
        if (to.isEmpty()) {
            return;
        }
        List<NewMessage.Text> texts = new ArrayList<>();
        for (String locale : playbooks.current(incident.world()).catalog().locales()) {
            Instant next =
                    facts.current(incident.key()).map(FactSheet::nextWordAt).orElse(null);
            texts.add(new NewMessage.Text(
                    Channel.SLACK,
                    locale,
                    words.render(
                            "slack/approval-late",
                            locale,
                            Map.of(
                                    "incident", incident.key(),
                                    "title", incident.title(),
                                    "next", next == null ? "" : customerWords.time(incident, next, locale)))));
        }
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "page/approval",
                NewMessage.Kind.PAGE,
                incident.severity().number(),
                new Audience.Addresses(to),
                texts,
                false,
                false,
                null,
                null,
                true,
                "words to customers wait for approval",
                words.version(),
                0));
    }
}
