package io.holdfast.updates;

import io.holdfast.audience.Staff;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.incident.Incident;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Calls whoever commands, or all who can: a word that customers were promised is due, and may not go out by itself. */
@Component
class PromiseAlarm {
    private final People people;
    private final Staff staff;
    private final Outbox outbox;
    private final Words words;
    private final Playbooks playbooks;
    private final CustomerWords customerWords;
    private final String publicUrl;

    PromiseAlarm(
            People people,
            Staff staff,
            Outbox outbox,
            Words words,
            Playbooks playbooks,
            CustomerWords customerWords,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.people = people;
        this.staff = staff;
        this.outbox = outbox;
        this.words = words;
        this.playbooks = playbooks;
        this.customerWords = customerWords;
        this.publicUrl = publicUrl;
    }

    void raise(Incident incident, Instant promised, String because) {
        String locale = playbooks.current(incident.world()).catalog().locales().get(0);
        List<String> whom = incident.commander()
                .map(List::of)
                .orElseGet(() -> people.inGroup("commander").stream()
                        .map(Member::username)
                        .toList());
        List<Audience.Address> to = staff.people(whom, locale);
        if (to.isEmpty()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", incident.key());
        fields.put("title", incident.title());
        fields.put("promised", customerWords.time(incident, promised, locale));
        fields.put("because", because);
        fields.put("link", publicUrl + "/incidents/" + incident.key() + "/command");
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "page/promise",
                NewMessage.Kind.PAGE,
                incident.severity().number(),
                new Audience.Addresses(to),
                List.of(
                        new Text(Channel.SLACK, locale, words.render("slack/promise-due", locale, fields)),
                        new Text(Channel.SMS, locale, words.render("sms/promise-due", locale, fields)),
                        new Text(Channel.VOICE, locale, words.render("voice/promise-due", locale, fields)),
                        new Text(Channel.EMAIL, locale, words.render("email/promise-due", locale, fields))),
                false,
                false,
                null,
                null,
                true,
                "a word that customers were promised is due and may not go out by itself",
                words.version(),
                0));
    }
}
