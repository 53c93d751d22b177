package io.holdfast.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A telephone call that the stand-in took; {@code at} is when, by the machine's clock.
 *
 * @param status {@code queued} until it ended
 */
public record PhoneCall(
        String sid,
        String to,
        String from,
        String twiml,
        @Nullable String statusCallback,
        String status,
        Instant at) {

    private static final Pattern SAY = Pattern.compile("<Say[^>]*>(.*?)</Say>", Pattern.DOTALL);

    /** What whoever picks up hears, in order. */
    public List<String> said() {
        List<String> said = new ArrayList<>();
        Matcher say = SAY.matcher(twiml);
        while (say.find()) {
            said.add(HtmlUtils.htmlUnescape(say.group(1)));
        }
        return said;
    }

    PhoneCall as(String ended) {
        return new PhoneCall(sid, to, from, twiml, statusCallback, ended, at);
    }
}
