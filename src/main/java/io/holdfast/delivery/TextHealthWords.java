package io.holdfast.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class TextHealthWords implements TextHealth {
    private final SmsRoutes routes;
    private final ChannelHealth health;
    private final String publicUrl;

    TextHealthWords(SmsRoutes routes, ChannelHealth health, @Value("${holdfast.public-url}") String publicUrl) {
        this.routes = routes;
        this.health = health;
        this.publicUrl = publicUrl;
    }

    @Override
    public List<Sender> senders() {
        List<SenderMarks.Mark> marks = routes.marks().now();
        return routes.froms().all().stream().map(f -> sender(f, marks)).toList();
    }

    private Sender sender(SmsFrom from, List<SenderMarks.Mark> marks) {
        String serves = routes.froms().onlyOne()
                ? "every country"
                : from.everyOther() ? "every other country" : String.join(", ", new TreeSet<>(from.countries()));
        String bad = bad(
                from, marks.stream().filter(m -> m.sender().equals(from.id())).toList());
        return new Sender(from.who(), serves, bad.isEmpty(), bad.isEmpty() ? good(from) : bad);
    }

    private String bad(SmsFrom from, List<SenderMarks.Mark> marks) {
        if (!marks.isEmpty()) {
            SenderMarks.Mark mark = marks.get(0);
            return "Twilio refuses it"
                    + (mark.country().isEmpty() ? "" : " for texts to " + mark.country())
                    + (marks.size() > 1 ? " and elsewhere" : "")
                    + " (" + TwilioCodes.words(mark.code()) + "); " + instead(from) + ".";
        }
        if (routes.breaker(from.id()).open()) {
            return "Twilio answers nothing useful to it; one text at a time is tried, and " + instead(from) + ".";
        }
        SmsRoutes.Share share = routes.share(from);
        return share != null && share.tooLittle()
                ? "Only " + share.delivered() + " of its last " + share.taken() + " texts arrived; " + instead(from)
                        + "."
                : "";
    }

    private String instead(SmsFrom from) {
        boolean another = from.everyOther()
                ? routes.froms().all().stream().anyMatch(f -> !f.equals(from))
                : from.countries().stream()
                        .anyMatch(c -> routes.froms().serving(c).stream().anyMatch(f -> !f.equals(from)));
        return another && !from.everyOther() ? "others send for it where they may" : "no other serves its countries";
    }

    private String good(SmsFrom from) {
        SmsRoutes.Share share = routes.share(from);
        return share == null || share.taken() == 0
                ? "Well: Twilio takes its texts."
                : "Well: " + share.delivered() + " of its last " + share.taken() + " texts arrived.";
    }

    @Override
    public Optional<String> withoutReceipts() {
        return health.asking().map(this::words);
    }

    private String words(ChannelHealth.ByAsking asking) {
        String judged = asking.asked() == 0
                ? "Twilio is being asked about some of the last " + number(asking.taken()) + " texts"
                : "judged by asking Twilio: " + asking.arrived() + " of the " + asking.asked()
                        + " texts that it was asked about had arrived";
        return "Receipts do not reach us; " + judged + ". " + mend();
    }

    private String mend() {
        return loopback(publicUrl)
                ? "holdfast.public-url is " + publicUrl
                        + ", which Twilio can't call: set it to the address under which the internet reaches Holdfast."
                : "Check that Twilio reaches " + publicUrl.replaceAll("/+$", "")
                        + "/twilio/status: holdfast.public-url, the firewall and the proxy before Holdfast.";
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Whether this address leads nowhere but to this machine. */
    static boolean loopback(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null || host.matches("localhost|.*\\.localhost|127(\\.[0-9]+){3}|\\[::1]|0\\.0\\.0\\.0");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
