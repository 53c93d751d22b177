package io.holdfast.standin;

import io.holdfast.standin.HttpFront.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What Twilio demands of a request that creates a message. */
final class SmsDemands {
    private static final Set<String> KNOWN =
            Set.of("To", "From", "MessagingServiceSid", "Body", "StatusCallback", "ValidityPeriod", "MaxPrice");
    private static final String E164 = "\\+[1-9][0-9]{6,14}";

    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final List<Sender> senders = new CopyOnWriteArrayList<>();
    private final Set<String> stopped;

    SmsDemands(Set<String> stopped) {
        this.stopped = stopped;
    }

    private record Sender(String who, String numbersFrom, String code) {}

    void refuse(String number, String code) {
        numbers.put(number, code);
    }

    void refuseSender(String who, String numbersFrom, String code) {
        senders.add(new Sender(who, numbersFrom, code));
    }

    void takeSender(String who) {
        senders.removeIf(s -> s.who().equals(who));
    }

    /** How it is refused; null where it is not. */
    @Nullable
    Reply refusal(Form form) {
        for (String name : form.fields().keySet()) {
            if (!KNOWN.contains(name)) {
                return TwilioErrors.error(400, "20001", "Unknown parameter " + name);
            }
        }
        String to = form.get("To");
        if (to == null || to.isEmpty()) {
            return TwilioErrors.error(400, "21604", "A 'To' phone number is required.");
        }
        if (!to.matches(E164)) {
            return TwilioErrors.error(400, "21211", "Invalid 'To' Phone Number");
        }
        Reply sender = sender(form.get("From"), form.get("MessagingServiceSid"), to);
        return sender != null ? sender : rest(form, to);
    }

    private @Nullable Reply sender(@Nullable String from, @Nullable String service, String to) {
        if (service != null && !service.matches("MG[0-9a-fA-F]{32}")) {
            return TwilioErrors.error(400, "21701", "The Messaging Service does not exist");
        }
        if (from == null && service == null) {
            return TwilioErrors.error(400, "21603", "A 'From' phone number or MessagingServiceSid is required");
        }
        if (from != null && !from.matches(E164 + "|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}")) {
            return TwilioErrors.error(400, "21212", "Invalid 'From' number");
        }
        String who = service == null ? from : service;
        return senders.stream()
                .filter(s -> s.who().equals(who) && to.startsWith(s.numbersFrom()))
                .findFirst()
                .map(s -> TwilioErrors.error(400, s.code(), "This sender can't"))
                .orElse(null);
    }

    private @Nullable Reply rest(Form form, String to) {
        String body = form.get("Body");
        if (body == null || body.isEmpty()) {
            return TwilioErrors.error(400, "21602", "Message body is required");
        }
        if (body.length() > 1600) {
            return TwilioErrors.error(400, "21617", "The concatenated message body exceeds the 1600 character limit");
        }
        String callback = form.get("StatusCallback");
        if (callback != null && !callback.matches("https?://[^\\s]+")) {
            return TwilioErrors.error(400, "21609", "Invalid 'StatusCallback' url");
        }
        String validity = form.get("ValidityPeriod");
        if (validity != null
                && (!validity.matches("[0-9]{1,5}")
                        || Integer.parseInt(validity) < 1
                        || Integer.parseInt(validity) > 36000)) {
            return TwilioErrors.error(400, "21622", "ValidityPeriod is from 1 to 36000 seconds");
        }
        if (stopped.contains(to)) {
            return TwilioErrors.error(400, "21610", "Attempt to send to unsubscribed recipient");
        }
        String code = numbers.get(to);
        return code == null ? null : TwilioErrors.error(400, code, "Refused");
    }
}
