package io.holdfast.delivery;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import io.holdfast.time.Times;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text messages by Twilio's own SDK. */
final class TwilioSms implements SmsChannel {

    /** Stamps at Twilio are whole seconds, and its clock need not be ours. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(TwilioSms.class);

    private static final long MOST_RECEIVED = 5_000;
    private static final String GONE = "gone";
    private static final int VALIDITY_AT_MOST = 36_000;

    private final TwilioRestClient client;
    private final SmsFroms froms;
    private final Supplier<String> callbackBase;
    private final Times times;

    /**
     * @param froms who texts come from
     * @param callbackBase the address under which Twilio reaches us
     */
    TwilioSms(
            String accountSid,
            String authToken,
            SmsFroms froms,
            TwilioHttp http,
            Supplier<String> callbackBase,
            Times times) {
        this.client = new TwilioRestClient.Builder(accountSid, authToken)
                .accountSid(accountSid)
                .httpClient(http)
                .build();
        this.froms = froms;
        this.callbackBase = callbackBase;
        this.times = times;
    }

    @Override
    public Outcome send(Claimed sms) {
        try {
            Message taken = creator(sms).create(client);
            return new Outcome.Taken(taken.getSid(), null, false);
        } catch (RuntimeException e) {
            return TwilioAnswers.of(e, sms.id());
        }
    }

    private MessageCreator creator(Claimed sms) {
        PhoneNumber to = new PhoneNumber(sms.address());
        String body = sms.text().body();
        String who =
                SmsFrom.who(Objects.requireNonNull(sms.sender(), "a text is handed to a sender before it is sent"));
        MessageCreator creator =
                SmsFrom.service(who) ? Message.creator(to, who, body) : Message.creator(to, new PhoneNumber(who), body);
        // The delivery's id rides along, so that a receipt settles a send whose answer was lost.
        creator.setStatusCallback(
                URI.create(callbackBase.get() + "/twilio/status?delivery=" + sms.id() + "&attempt=" + sms.attempt()));
        Instant notAfter = sms.message().notAfter();
        if (notAfter != null) {
            long seconds =
                    Duration.between(times.in(sms.message().world()), notAfter).toSeconds();
            creator.setValidityPeriod((int) Math.max(1, Math.min(VALIDITY_AT_MOST, seconds)));
        }
        return creator;
    }

    @Override
    public Found find(Claimed sms, UnaryOperator<Set<String>> others) {
        Instant since = sms.startedAt().truncatedTo(ChronoUnit.SECONDS).minus(SKEW);
        List<String> fitting = new ArrayList<>();
        try {
            for (Message message : Message.reader()
                    .setTo(new PhoneNumber(sms.address()))
                    .setPageSize(50L)
                    .limit(500)
                    .read(client)) {
                if (message.getDateCreated() != null
                        && message.getDateCreated().toInstant().isBefore(since)) {
                    break;
                }
                if (sms.text().body().equals(message.getBody()) && through(sms.sender(), message)) {
                    fitting.add(message.getSid());
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

    /** Whether this message may be that sender's: it is not where it came from another of ours. */
    private boolean through(@Nullable String sender, Message message) {
        String service = message.getMessagingServiceSid();
        String from = message.getFrom() == null ? "" : message.getFrom().toString();
        String there = service == null || service.isEmpty() ? from : service;
        return sender == null
                || there.equals(SmsFrom.who(sender))
                || froms.all().stream().noneMatch(f -> f.who().equals(there));
    }

    @Override
    public Optional<State> state(String sid) {
        try {
            Message message = Message.fetcher(sid).fetch(client);
            return message.getStatus() == null
                    ? Optional.empty()
                    : Optional.of(new State(
                            message.getStatus().toString(),
                            message.getErrorCode() == null
                                    ? null
                                    : message.getErrorCode().toString()));
        } catch (ApiException e) {
            return Integer.valueOf(404).equals(e.getStatusCode())
                    ? Optional.of(new State(GONE, null))
                    : cannotSay(sid, e);
        } catch (RuntimeException e) {
            return cannotSay(sid, e);
        }
    }

    private static Optional<State> cannotSay(String sid, RuntimeException e) {
        LOG.warn("What became of {} can't be asked: {}", sid, TwilioAnswers.cannotAsk(e));
        return Optional.empty();
    }

    @Override
    public Optional<List<Received>> received(SmsFrom from, Instant since) {
        if (!SmsFrom.service(from.who()) && !from.who().matches("\\+?[0-9]+")) {
            // nobody can write to a name
            return Optional.of(List.of());
        }
        List<Received> newestFirst = new ArrayList<>();
        try {
            MessageReader reader = Message.reader().setDateSentAfter(since.atZone(ZoneOffset.UTC));
            reader.setPageSize(200L).limit(MOST_RECEIVED);
            if (!SmsFrom.service(from.who())) {
                reader.setTo(new PhoneNumber(from.who()));
            }
            for (Message message : reader.read(client)) {
                if (message.getDirection() == Message.Direction.INBOUND && message.getFrom() != null) {
                    newestFirst.add(new Received(
                            message.getSid(),
                            message.getFrom().toString(),
                            message.getBody() == null ? "" : message.getBody()));
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("What customers wrote can't be asked: {}", TwilioAnswers.cannotAsk(e));
            return Optional.empty();
        }
        Collections.reverse(newestFirst);
        return Optional.of(newestFirst);
    }
}
