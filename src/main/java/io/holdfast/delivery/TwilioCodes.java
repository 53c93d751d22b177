package io.holdfast.delivery;

import java.util.Map;
import java.util.Set;

/** Twilio's error codes, as far as they ask for different reactions. */
final class TwilioCodes {

    private static final Set<Integer> BAD = Set.of(21211, 21217, 21614, 21635, 30005, 30006);
    private static final Set<Integer> LATER = Set.of(30001, 30003, 30008);

    /** The sender is not ours, can't send texts, or is none at all. */
    private static final Set<Integer> SENDER_EVERYWHERE = Set.of(21212, 21601, 21660, 21661, 21701, 21703);

    /** The sender can't send there: a short code abroad, a number that the country's carriers do not know. */
    private static final Set<Integer> SENDER_THERE = Set.of(21606, 21659, 30032, 30034);

    private static final int FILTERED = 30007;

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("21211", "not a valid number"),
            Map.entry("21203", "the account may not call abroad"),
            Map.entry("21212", "the sender's number is not valid"),
            Map.entry("21214", "the number can't be reached"),
            Map.entry("21215", "the account may not call that region"),
            Map.entry("21216", "the account may not call that number"),
            Map.entry("21217", "not a number that exists"),
            Map.entry("call-busy", "the line was busy"),
            Map.entry("call-no-answer", "nobody picked up"),
            Map.entry("call-failed", "the call could not be put through"),
            Map.entry("call-canceled", "the call was given up before it was answered"),
            Map.entry("no-caller", "there is no number to call from: set holdfast.twilio.voice-from"),
            Map.entry("21408", "the account may not send to that region"),
            Map.entry("21601", "the sender's number is not one of the account's"),
            Map.entry("21606", "the sender can't send texts there"),
            Map.entry("21659", "the sender's number is not at Twilio, or is a short code of another country"),
            Map.entry("21660", "the sender belongs to another account"),
            Map.entry("21661", "the sender's number can't send texts"),
            Map.entry("21701", "there is no such messaging service"),
            Map.entry("21703", "the messaging service has no senders"),
            Map.entry("30032", "the sender's toll-free number is not verified"),
            Map.entry("no-sender", "no sender serves that country: see holdfast.twilio.senders"),
            Map.entry("21610", "the recipient replied STOP"),
            Map.entry("21612", "no route from this sender to that number"),
            Map.entry("21614", "the number can't receive texts"),
            Map.entry("21635", "a landline"),
            Map.entry("20429", "too many requests at once; tried again"),
            Map.entry("20003", "wrong credentials; kept until they are right"),
            Map.entry("30001", "Twilio's queue is full; tried again"),
            Map.entry("30002", "the account is suspended"),
            Map.entry("30003", "the phone is off or out of reach"),
            Map.entry("30004", "blocked by the recipient or his carrier"),
            Map.entry("30005", "an unknown or inactive number"),
            Map.entry("30006", "a landline or an unreachable carrier"),
            Map.entry("30007", "filtered as spam"),
            Map.entry("30008", "failed for a reason that the carrier does not tell"),
            Map.entry("30034", "the sender's number is not registered in the US"),
            Map.entry("again", "sent again by hand, unless the vendor knows it"),
            Map.entry("stop", "said STOP"),
            Map.entry("bad-address", "the number proved wrong earlier"),
            Map.entry("no-longer-true", "was no longer true when its turn came"),
            Map.entry("no-answer", "no answer; the vendor is asked"),
            Map.entry("no-word", "this node lost it half-way; the vendor is asked"),
            Map.entry("not-connected", "the vendor can't be reached; tried again"),
            Map.entry("not-found", "the vendor, asked after the grace, does not know it"),
            Map.entry("cannot-ask", "the vendor could not be asked whether it went out"),
            Map.entry("gave-up", "tried as often as the settings allow"),
            Map.entry("no-text", "the message has no text for this channel"));

    private TwilioCodes() {}

    static Outcome.Mark mark(int code) {
        if (SENDER_EVERYWHERE.contains(code) || SENDER_THERE.contains(code)) {
            return Outcome.Mark.SENDER;
        }
        return code == 21610 ? Outcome.Mark.STOP : BAD.contains(code) ? Outcome.Mark.BAD : Outcome.Mark.NONE;
    }

    /** Whether the sender can send nowhere. */
    static boolean senderEverywhere(int code) {
        return SENDER_EVERYWHERE.contains(code);
    }

    /** Whether a carrier took the text for spam. */
    static boolean filtered(int code) {
        return code == FILTERED;
    }

    /** Whether a receipt with this code is worth another try later. */
    static boolean later(int code) {
        return LATER.contains(code);
    }

    /** The code with its meaning, for people. */
    static String words(String code) {
        String meaning = MEANINGS.get(code);
        return meaning == null ? MailCodes.words(code) : code + ": " + meaning;
    }
}
