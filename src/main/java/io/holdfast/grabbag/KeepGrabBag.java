package io.holdfast.grabbag;

import io.holdfast.engine.Worker;
import io.holdfast.playbook.PlaybookInForce;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the newest bag lies in the folder of this machine and was mailed. Each node looks for itself: a folder is a machine's
 * own, and a wake-up may be lost.
 */
@Component
@EnableConfigurationProperties(GrabBagSettings.class)
class KeepGrabBag extends Worker {

    private final GrabBag bag;
    private final GrabBagFolder folder;
    private final GrabBagMail mail;
    private final GrabBagSettings settings;

    KeepGrabBag(GrabBag bag, GrabBagFolder folder, GrabBagMail mail, GrabBagSettings settings) {
        super("grab-bag", Duration.ofSeconds(30));
        this.bag = bag;
        this.folder = folder;
        this.mail = mail;
        this.settings = settings;
    }

    @EventListener
    void inForce(PlaybookInForce event) {
        wake();
    }

    @Override
    protected boolean work() {
        long newest = bag.newest();
        folder.ensure(newest, () -> bag.html(newest, settings.numbers()));
        mail.ensure(newest);
        return false;
    }
}
