package io.holdfast.delivery;

import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Telephone calls by Twilio's own SDK. */
final class TwilioVoice implements VoiceChannel {

    /** Stamps at Twilio are whole seconds, and its clock need not be ours. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    /** How long it rings, and how long a call may last: a text said twice takes less than a minute. */
    private static final int RING_SECONDS = 30;

    private static final int LONGEST_SECONDS = 120;

    private final TwilioRestClient client;
    private final @Nullable String from;
    private final Supplier<String> callbackBase;

    /**
     * @param from the number that calls; null where there is none, and every call is refused
     * @param callbackBase the address under which Twilio reaches us
     */
    TwilioVoice(
            String accountSid,
            String authToken,
            @Nullable String from,
            TwilioHttp http,
            Supplier<String> callbackBase) {
        this.client = new TwilioRestClient.Builder(accountSid, authToken)
                .accountSid(accountSid)
                .httpClient(http)
                .build();
        this.from = from;
        this.callbackBase = callbackBase;
    }

    @Override
    public Outcome send(Claimed call) {
        if (from == null) {
            return new Outcome.Refused("no-caller", Outcome.Mark.NONE);
        }
        Twiml words = new Twiml(Spoken.twiml(call.text().body(), call.text().locale()));
        try {
            Call taken = Call.creator(new PhoneNumber(call.address()), new PhoneNumber(from), words)
                    .setTimeout(RING_SECONDS)
                    .setTimeLimit(LONGEST_SECONDS)
                    // The delivery's id rides along, so that a status settles a call whose answer was lost. 'completed'
                    // is told of
                    // every end; the states before it could come after it.
                    .setStatusCallback(URI.create(
                            callbackBase.get() + "/twilio/call?delivery=" + call.id() + "&attempt=" + call.attempt()))
                    .setStatusCallbackEvent(List.of("completed"))
                    .setStatusCallbackMethod(HttpMethod.POST)
                    .create(client);
            return new Outcome.Taken(taken.getSid(), null, false);
        } catch (RuntimeException e) {
            return TwilioAnswers.of(e, call.id());
        }
    }

    // By number and time of making. A filter by start time would hide what still waits in Twilio's queue: it has not
    // started.
    @Override
    public Found find(Claimed call, UnaryOperator<Set<String>> others) {
        Instant since = call.startedAt().truncatedTo(ChronoUnit.SECONDS).minus(SKEW);
        List<String> fitting = new ArrayList<>();
        try {
            for (Call one : Call.reader()
                    .setTo(new PhoneNumber(call.address()))
                    .setPageSize(50L)
                    .limit(500)
                    .read(client)) {
                if (one.getDateCreated() != null
                        && one.getDateCreated().toInstant().isBefore(since)) {
                    break;
                }
                if ("outbound-api".equals(one.getDirection()) && (from == null || from.equals(one.getFrom()))) {
                    fitting.add(one.getSid());
                }
            }
        } catch (RuntimeException e) {
            return TwilioAnswers.cannotAsk(e);
        }
        Set<String> owned = fitting.isEmpty() ? Set.of() : others.apply(new LinkedHashSet<>(fitting));
        fitting.removeIf(owned::contains);
        // newest first on the wire: the oldest that nobody owns is this attempt's
        return fitting.isEmpty() ? new Found.No() : new Found.Yes(fitting.get(fitting.size() - 1), null, false);
    }
}
