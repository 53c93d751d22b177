package io.holdfast.route;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Button;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.incident.Incident;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Pages: one standing post per role and person, with the buttons to take it, edited when somebody has. */
@Component
class Pages {
    private static final Logger log = LoggerFactory.getLogger(Pages.class);

    private final Playbooks playbooks;
    private final People people;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final String publicUrl;

    Pages(
            Playbooks playbooks,
            People people,
            Staff staff,
            Words words,
            Outbox outbox,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.playbooks = playbooks;
        this.people = people;
        this.staff = staff;
        this.words = words;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    /** The task of this role in the diagram. */
    static String task(String role) {
        return role.equals("commander") ? "takeCommand" : "takeOwnership";
    }

    /** Pages these people for the role. */
    void page(Incident incident, String role, List<String> usernames, int rung) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        List<Audience.Address> addresses = staff.people(usernames, locale);
        if (addresses.isEmpty()) {
            log.warn(
                    "{}: none of {} can be reached as {}; the next rung is asked when this one's time is up",
                    incident.key(),
                    usernames,
                    role);
            return;
        }
        Map<String, Object> fields = fields(incident, role, catalog);
        List<String> labels = words.render("slack/page-buttons", locale, Map.of("role", role))
                .lines()
                .toList();
        String value = incident.key() + "/" + task(role);
        List<Button> buttons = List.of(
                new Button(labels.get(0), "take", value, true, null),
                new Button(labels.get(1), "not-mine", value, false, null),
                new Button(labels.get(2), "open", value, false, link(incident)));
        put(
                incident,
                role,
                new Audience.Addresses(addresses),
                List.of(
                        new Text(Channel.SLACK, locale, words.render("slack/page-" + role, locale, fields), buttons),
                        new Text(Channel.SMS, locale, words.render("sms/page-" + role, locale, fields)),
                        new Text(Channel.VOICE, locale, words.render("voice/page", locale, fields)),
                        new Text(Channel.EMAIL, locale, words.render("email/page", locale, fields))),
                false,
                (role.equals("commander") ? "a commander" : "an owner") + " is needed"
                        + (rung == 0 ? "" : "; whoever was asked before did not take it"));
    }

    /** Somebody has taken it: whoever was paged sees that in place. */
    void taken(Incident incident, String role, String username) {
        String topic = incident.key() + "/page/" + role;
        if (!outbox.anybodyTold(incident.world(), topic)) {
            outbox.withdraw(incident.world(), topic, "somebody has taken it");
            return;
        }
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        String body = words.render(
                "slack/page-over",
                locale,
                Map.of(
                        "incident", incident.key(),
                        "title", incident.title(),
                        "role", role,
                        "who", people.nameOf(username)));
        put(
                incident,
                role,
                new Audience.ToldEarlier(),
                List.of(
                        new Text(Channel.SLACK, locale, body),
                        new Text(Channel.SMS, locale, body),
                        new Text(Channel.EMAIL, locale, body)),
                true,
                "somebody has taken it");
    }

    private void put(Incident incident, String role, Audience audience, List<Text> texts, boolean over, String reason) {
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "page/" + role,
                NewMessage.Kind.PAGE,
                incident.severity().number(),
                audience,
                texts,
                over,
                over,
                null,
                null,
                !over,
                reason,
                words.version(),
                0));
    }

    private String link(Incident incident) {
        return publicUrl + "/incidents/" + incident.key();
    }

    private Map<String, Object> fields(Incident incident, String role, Catalog catalog) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", incident.key());
        fields.put("title", incident.title());
        fields.put("role", role);
        fields.put("severity", incident.severityLabel());
        fields.put(
                "journeys",
                incident.journeys().stream()
                        .map(j ->
                                catalog.journey(j.journey()).map(Journey::name).orElse(j.journey()))
                        .collect(Collectors.joining(", ")));
        fields.put("suspect", incident.suspect().map(s -> s.name()).orElse(""));
        fields.put("because", incident.suspect().map(s -> s.because()).orElse(""));
        fields.put(
                "since",
                DateTimeFormatter.ofPattern("HH:mm").format(incident.onsetAt().atZone(catalog.zone())));
        fields.put("link", link(incident));
        return fields;
    }
}
