package io.holdfast.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The senders of texts, in the order of the settings. */
record SmsFroms(List<SmsFrom> all) {

    /** Whether there is nothing to choose. */
    boolean onlyOne() {
        return all.size() == 1 && all.get(0).everyOther();
    }

    /** Those that may serve this country: whoever names it, in the order of the settings, then whoever serves every other one. */
    List<SmsFrom> serving(String country) {
        List<SmsFrom> serving = new ArrayList<>();
        all.stream().filter(f -> !f.everyOther() && f.serves(country)).forEach(serving::add);
        all.stream().filter(SmsFrom::everyOther).forEach(serving::add);
        return serving;
    }

    Optional<SmsFrom> find(String id) {
        return all.stream().filter(f -> f.id().equals(id)).findFirst();
    }

    double perSecond() {
        return all.stream().mapToDouble(SmsFrom::perSecond).sum();
    }

    /**
     * The senders of these settings.
     *
     * @throws IllegalArgumentException where they don't fit together; it names the key
     */
    static SmsFroms of(TwilioSettings settings) {
        String from = blankToEmpty(settings.from());
        String service = blankToEmpty(settings.messagingServiceSid());
        if (settings.senders().isEmpty()) {
            if (from.isEmpty() && service.isEmpty()) {
                throw new IllegalArgumentException(
                        "Twilio needs holdfast.twilio.from, holdfast.twilio.messaging-service-sid or"
                                + " holdfast.twilio.senders[0].from: who the texts come from");
            }
            return new SmsFroms(
                    List.of(SmsFrom.of(service.isEmpty() ? from : service, Set.of(), settings.messagesPerSecond())));
        }
        if (!from.isEmpty() || !service.isEmpty()) {
            throw new IllegalArgumentException("holdfast.twilio."
                    + (from.isEmpty() ? "messaging-service-sid" : "from")
                    + " is for one sender alone; with holdfast.twilio.senders set, make it one of these"
                    + " (holdfast.twilio.voice-from is the number that calls)");
        }
        List<SmsFrom> all = new ArrayList<>();
        for (int i = 0; i < settings.senders().size(); i++) {
            SmsFrom one =
                    one(settings.senders().get(i), "holdfast.twilio.senders[" + i + "]", settings.messagesPerSecond());
            for (int j = 0; j < all.size(); j++) {
                String other = "holdfast.twilio.senders[" + j + "]";
                if (all.get(j).id().equals(one.id())) {
                    throw new IllegalArgumentException("holdfast.twilio.senders[" + i + "] is the same sender as "
                            + other + " (" + one.who() + "): give it all its countries in one place");
                }
                if (all.get(j).everyOther() && one.everyOther()) {
                    throw new IllegalArgumentException("holdfast.twilio.senders[" + i
                            + "].countries is missing, as it is at " + other
                            + ": one sender at most serves every other country");
                }
            }
            all.add(one);
        }
        return new SmsFroms(List.copyOf(all));
    }

    private static SmsFrom one(TwilioSettings.Sender sender, String key, double usualPace) {
        String from = blankToEmpty(sender.from());
        String service = blankToEmpty(sender.messagingServiceSid());
        if (from.isEmpty() == service.isEmpty()) {
            throw new IllegalArgumentException(key
                    + (from.isEmpty()
                            ? " has neither .from nor .messaging-service-sid: who do its texts come from?"
                            : ".from and " + key + ".messaging-service-sid are both set: a sender is one of the two"));
        }
        if (!service.isEmpty() && !SmsFrom.service(service)) {
            throw new IllegalArgumentException(
                    key + ".messaging-service-sid is MG and 32 hex digits, not '" + service + "'");
        }
        if (!from.isEmpty() && !from.matches(TwilioSettings.FROM)) {
            throw new IllegalArgumentException(key
                    + ".from is a number like +34910000000, a short code or a name of at most 11 letters, not '" + from
                    + "'");
        }
        double perSecond = sender.messagesPerSecond() == null ? usualPace : sender.messagesPerSecond();
        if (perSecond <= 0) {
            throw new IllegalArgumentException(key + ".messages-per-second must be above 0");
        }
        return SmsFrom.of(service.isEmpty() ? from : service, countries(sender.countries(), key), perSecond);
    }

    private static Set<String> countries(List<String> words, String key) {
        Set<String> countries = new TreeSet<>();
        for (String word : words) {
            Set<String> named = Countries.named(word);
            if (named.isEmpty()) {
                throw new IllegalArgumentException(key + ".countries names '" + word
                        + "', which is neither a country of ISO 3166 (ES) nor a calling code (34)");
            }
            countries.addAll(named);
        }
        return Set.copyOf(countries);
    }

    private static String blankToEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
