package io.holdfast.delivery;

import java.util.Map;

/** What mail servers' replies mean: the enhanced code where the server gave one, else the reply itself. */
final class MailCodes {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("5.1.1", "no such mailbox"),
            Map.entry("5.1.2", "no such domain"),
            Map.entry("5.1.3", "not a valid address"),
            Map.entry("5.1.6", "the mailbox has moved"),
            Map.entry("5.1.10", "the domain takes no mail"),
            Map.entry("5.2.1", "the mailbox is switched off"),
            Map.entry("4.2.2", "the mailbox is full; tried again"),
            Map.entry("5.2.2", "the mailbox is full"),
            Map.entry("5.2.3", "too large for that mailbox"),
            Map.entry("4.7.1", "put off by the receiver, perhaps to see whether we come back; tried again"),
            Map.entry("5.7.1", "refused by the receiver's rules"),
            Map.entry("5.7.26", "refused because the sender's domain does not vouch for us: check SPF and DKIM"),
            Map.entry("421", "the mail server takes nothing at present; tried again"),
            Map.entry("450", "the mailbox is busy; tried again"),
            Map.entry("451", "the mail server has trouble of its own; tried again"),
            Map.entry("452", "the mail server is full; tried again"),
            Map.entry("550", "refused, or no such mailbox"),
            Map.entry("552", "the mailbox is full"),
            Map.entry("553", "not a valid mailbox"),
            Map.entry("554", "refused by the receiver's rules"),
            Map.entry("auth", "the mail server refuses our account; kept until it is right"),
            Map.entry("no-attachment", "what goes with it could not be drawn; tried again"),
            Map.entry("no-address", "not a mail address"),
            Map.entry("cut-off", "the mail server broke off before the mail had left; tried again"),
            Map.entry("too-slow", "the mail server was too slow to be trusted with it; tried again"));

    private MailCodes() {}

    /** The code with its meaning, for people. */
    static String words(String code) {
        String enhanced = code.substring(code.indexOf(' ') + 1);
        String meaning = MEANINGS.getOrDefault(enhanced, MEANINGS.get(code.split(" ")[0]));
        return meaning == null ? code : code + ": " + meaning;
    }
}
