package io.holdfast.grabbag;

import io.holdfast.delivery.MailAttachments;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The bag itself, with the mails that speak of it: a link would lead to what is down when the bag is needed. */
@Component
class GoesAlong implements MailAttachments {

    static final String STREAM = "grab-bag/";
    private static final Pattern TOPIC = Pattern.compile("house/" + STREAM + "(\\d+)(?:/.*)?");

    private final GrabBag bag;
    private final GrabBagSettings settings;

    GoesAlong(GrabBag bag, GrabBagSettings settings) {
        this.bag = bag;
        this.settings = settings;
    }

    @Override
    public Optional<Attached> of(String topic) {
        Matcher ours = TOPIC.matcher(topic);
        if (!ours.matches()) {
            return Optional.empty();
        }
        long playbook = Long.parseLong(ours.group(1));
        return Optional.of(new Attached(GrabBags.fileName(playbook), bag.html(playbook, settings.numbers())));
    }
}
