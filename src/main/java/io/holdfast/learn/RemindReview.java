package io.holdfast.learn;

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
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Remind of the review: its owner, else the commander, else those who look after resilience. */
@Component("remindReview")
class RemindReview implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final ReviewRows reviews;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final String publicUrl;

    RemindReview(
            Incidents incidents,
            Playbooks playbooks,
            ReviewRows reviews,
            Staff staff,
            Words words,
            Outbox outbox,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.reviews = reviews;
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
        Optional<Reviews.Review> review = reviews.of(incident.key());
        Optional<String> owner =
                review.flatMap(r -> Optional.ofNullable(r.owner())).or(incident::commander);
        List<Audience.Address> addresses = owner.map(o -> staff.people(List.of(o), locale))
                .filter(a -> !a.isEmpty())
                .orElseGet(() -> staff.group("resilience-lead", locale));
        if (addresses.isEmpty()) {
            return;
        }
        boolean written = review.map(r -> r.writtenAt() != null).orElse(false);
        String body = words.render(
                "slack/remind-review",
                locale,
                Map.of(
                        "incident",
                        incident.key(),
                        "title",
                        incident.title(),
                        "written",
                        written,
                        "link",
                        publicUrl + "/incidents/" + incident.key()));
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "remind/review",
                NewMessage.Kind.DIGEST,
                incident.severity().number(),
                new Audience.Addresses(addresses),
                List.of(new Text(Channel.SLACK, locale, body), new Text(Channel.SMS, locale, body)),
                false,
                false,
                null,
                null,
                false,
                "the review is not there yet",
                words.version(),
                0));
    }
}
