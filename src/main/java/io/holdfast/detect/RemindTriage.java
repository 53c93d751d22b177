package io.holdfast.detect;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Remind the triage: nobody has said yet whether it is real. */
@Component("remindTriage")
class RemindTriage implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final String publicUrl;

    RemindTriage(
            Incidents incidents,
            Playbooks playbooks,
            Staff staff,
            Words words,
            Outbox outbox,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.staff = staff;
        this.words = words;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        List<Audience.Address> triage = staff.group("commander", locale);
        if (triage.isEmpty()) {
            return;
        }
        String body = words.render(
                "slack/remind-triage",
                locale,
                Map.of(
                        "incident",
                        incident.key(),
                        "title",
                        incident.title(),
                        "link",
                        publicUrl + "/incidents/" + incident.key()));
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "remind/triage",
                NewMessage.Kind.PAGE,
                incident.severity().number(),
                new Audience.Addresses(triage),
                List.of(new Text(Channel.SLACK, locale, body), new Text(Channel.SMS, locale, body)),
                false,
                false,
                null,
                null,
                true,
                "nobody has said yet whether it is real",
                words.version(),
                0));
    }
}
