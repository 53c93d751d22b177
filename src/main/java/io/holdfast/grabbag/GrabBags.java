package io.holdfast.grabbag;

import io.holdfast.evidence.Actor;
import io.holdfast.people.Member;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The grab bag of the playbook in force: one page, without scripts and without anything that has to be fetched. */
public interface GrabBags {

    /** Who may see people's telephone numbers, and so may be mailed a bag with them; an administrator may, too. */
    List<String> MAY_SEE_NUMBERS = List.of("commander", "resilience-lead", "communications");

    /** The number of the playbook in force, whose bag is the newest. */
    long newest();

    /**
     * The page.
     *
     * @param playbook which version of the playbook
     * @param numbers whether people's telephone numbers are whole
     */
    String html(long playbook, boolean numbers);

    /** Where copies are written; empty where the settings name no folder. */
    Optional<Path> folder();

    /** Why the newest copy is not there, for people; empty where it is. */
    Optional<String> folderProblem();

    /** Addresses that each new version is mailed to by itself. */
    List<String> mailTo();

    /** Those whom it can be mailed to: whoever may see numbers, and has an address. */
    List<Member> choices();

    /**
     * Mails the newest to these people.
     *
     * @param usernames of {@link #choices()}; others are left out
     * @return to how many
     */
    int mail(Collection<String> usernames, Actor by);

    /** {@code grab-bag-12.html}. */
    static String fileName(long playbook) {
        return "grab-bag-" + playbook + ".html";
    }
}
