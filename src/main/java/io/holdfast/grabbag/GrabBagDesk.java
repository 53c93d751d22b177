package io.holdfast.grabbag;

import io.holdfast.evidence.Actor;
import io.holdfast.people.Member;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class GrabBagDesk implements GrabBags {

    private final GrabBag bag;
    private final GrabBagFolder folder;
    private final GrabBagMail mail;
    private final GrabBagSettings settings;

    GrabBagDesk(GrabBag bag, GrabBagFolder folder, GrabBagMail mail, GrabBagSettings settings) {
        this.bag = bag;
        this.folder = folder;
        this.mail = mail;
        this.settings = settings;
    }

    @Override
    public long newest() {
        return bag.newest();
    }

    @Override
    public String html(long playbook, boolean numbers) {
        return bag.html(playbook, numbers);
    }

    @Override
    public Optional<Path> folder() {
        return Optional.ofNullable(settings.folder());
    }

    @Override
    public Optional<String> folderProblem() {
        return folder.problem();
    }

    @Override
    public List<String> mailTo() {
        return settings.mailTo();
    }

    @Override
    public List<Member> choices() {
        return mail.choices();
    }

    @Override
    public int mail(Collection<String> usernames, Actor by) {
        return mail.mail(usernames, by);
    }
}
