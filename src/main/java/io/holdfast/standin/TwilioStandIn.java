package io.holdfast.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Call;
import io.holdfast.standin.HttpFront.Reply;
import io.holdfast.time.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A strict Twilio on the loopback address: takes messages and calls as the real one does, refuses what it refuses, posts receipts and texts
 * back with a right signature. It remembers as long as its process lives.
 */
public final class TwilioStandIn implements AutoCloseable {

    private static final String NUMBER = "+15005550006";

    private final ObjectMapper json = new ObjectMapper();
    private final String accountSid;
    private final String authToken;
    private final Times times;
    private final Heard heard;
    private final @Nullable Duration receiptsAfter;
    private final HttpFront front;
    private final Caller caller = new Caller();
    private final AtomicLong count = new AtomicLong();
    private final Map<String, Sms> messages = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, List<String>> byNumber = new ConcurrentHashMap<>();
    private volatile Weather weather = Weather.fair();
    private volatile RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final SmsDemands demands = new SmsDemands(stopped);
    private final SmsStates states = new SmsStates();
    private final AtomicLong requests = new AtomicLong();
    private final CallsStandIn calls;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2, work -> {
        Thread thread = new Thread(work, "twilio-stand-in-receipts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A message that was taken; {@code at} is when, by the machine's clock.
     *
     * @param service the messaging service that it was handed to; null where it was a number or a name
     */
    public record Sms(
            String sid,
            String to,
            String from,
            @Nullable String service,
            String body,
            @Nullable String statusCallback,
            @Nullable Integer validityPeriod,
            Instant at) {}

    /** What Holdfast answered to a receipt or a text. */
    public record Answer(int status, String body) {}

    /**
     * @param port 0 for a free one
     * @param accountSid {@code AC} and 32 hex digits
     * @param receiptsAfter how long after taking a message {@code delivered} is posted back; null where only {@link #receipt} does
     */
    public TwilioStandIn(int port, String accountSid, String authToken, Times times, @Nullable Duration receiptsAfter) {
        if (!accountSid.matches("AC[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("An account SID is AC and 32 hex digits, not '" + accountSid + "'");
        }
        this.accountSid = accountSid;
        this.authToken = authToken;
        this.times = times;
        this.heard = new Heard(times);
        this.receiptsAfter = receiptsAfter;
        this.calls = new CallsStandIn(accountSid, authToken, times, this::endLater);
        this.front = new HttpFront("twilio-stand-in", port, this::answer);
    }

    /** Its origin, for {@code holdfast.twilio.api-url}. */
    public String origin() {
        return "http://127.0.0.1:" + front.port();
    }

    /** The next requests that create a message go wrong so, in this order. */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    /** From now on requests that create a message go wrong by chance; the seed makes that repeatable. */
    public void weather(Weather coming, long seed) {
        chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        weather = coming;
    }

    private @Nullable Fault fault() {
        Fault certain = faults.poll();
        if (certain != null) {
            return certain;
        }
        synchronized (order) {
            return weather.next(chance);
        }
    }

    /** Messages to this number are refused with this code, {@code 21211}, from now on. */
    public void refuse(String number, String code) {
        demands.refuse(number, code);
    }

    /**
     * Messages of this sender are refused with this code, {@code 21606}, from now on.
     *
     * @param numbersFrom only to numbers that begin so, {@code +1}; {@code +} for all
     */
    public void refuseSender(String who, String numbersFrom, String code) {
        demands.refuseSender(who, numbersFrom, code);
    }

    /** This sender is refused no more. */
    public void takeSender(String who) {
        demands.takeSender(who);
    }

    /** How far its messages are. */
    public SmsStates states() {
        return states;
    }

    /** What was taken, oldest first. */
    public List<Sms> taken() {
        synchronized (order) {
            return order.stream()
                    .map(messages::get)
                    .map(java.util.Objects::requireNonNull)
                    .toList();
        }
    }

    /** What was taken for this number, oldest first. */
    public List<Sms> to(String number) {
        synchronized (order) {
            return byNumber.getOrDefault(number, List.of()).stream()
                    .map(messages::get)
                    .map(java.util.Objects::requireNonNull)
                    .toList();
        }
    }

    /** How many requests to create a message came in, whatever became of them. */
    public long requests() {
        return requests.get();
    }

    /** Its telephone part. */
    public CallsStandIn phone() {
        return calls;
    }

    /** Ends a call as its number does and posts that to its StatusCallback, signed. */
    public Answer ended(String callSid) {
        PhoneCall ended = calls.end(callSid);
        String callback = ended.statusCallback();
        if (callback == null) {
            throw new IllegalStateException(callSid + " has no StatusCallback");
        }
        return post(callback, calls.form(ended));
    }

    /** Posts a receipt to the message's StatusCallback, signed. */
    public Answer receipt(String sid, String status, @Nullable String errorCode) {
        Sms sms = Optional.ofNullable(messages.get(sid)).orElseThrow();
        if (sms.statusCallback() == null) {
            throw new IllegalStateException(sid + " has no StatusCallback");
        }
        states.becomes(sid, status, errorCode);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MessageSid", sid);
        form.put("SmsSid", sid);
        form.put("AccountSid", accountSid);
        form.put("MessageStatus", status);
        form.put("SmsStatus", status);
        form.put("To", sms.to());
        form.put("From", sms.from());
        form.put("ApiVersion", "2010-04-01");
        if (errorCode != null) {
            form.put("ErrorCode", errorCode);
        }
        return post(sms.statusCallback(), form);
    }

    /**
     * A customer's text, posted signed to this address.
     *
     * @param extra further fields, such as {@code OptOutType}
     */
    public Answer text(String url, String from, String body, Map<String, String> extra) {
        String word = body.strip().toUpperCase(java.util.Locale.ROOT);
        if (Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT")
                .contains(word)) {
            stopped.add(from);
        } else if (Set.of("START", "YES", "UNSTOP").contains(word)) {
            stopped.remove(from);
        }
        Map<String, String> form = new LinkedHashMap<>();
        String sid = sid();
        heard.add(sid, from, NUMBER, body);
        form.put("MessageSid", sid);
        form.put("AccountSid", accountSid);
        form.put("From", from);
        form.put("To", NUMBER);
        form.put("Body", body);
        form.put("NumMedia", "0");
        form.putAll(extra);
        return post(url, form);
    }

    /** A customer's text that reaches nobody: it stands in the list only. */
    public void unheard(String from, String body) {
        heard.add(sid(), from, NUMBER, body);
    }

    private Answer post(String url, Map<String, String> form) {
        Caller.Heard heard = caller.post(
                url, new Form(form).encoded(), Map.of("X-Twilio-Signature", Signing.twilio(authToken, url, form)));
        return new Answer(heard.status(), heard.body());
    }

    private Reply answer(Call call) {
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((accountSid + ":" + authToken).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(call.header("authorization"))) {
            return TwilioErrors.error(401, "20003", "Authenticate");
        }
        String account = "/2010-04-01/Accounts/" + accountSid;
        if (call.path().equals(account + "/Calls.json") || call.path().startsWith(account + "/Calls/")) {
            return calls.answer(call, account + "/Calls");
        }
        String base = account + "/Messages";
        if (call.path().equals(base + ".json")) {
            return call.method().equals("POST") ? create(call) : list(Form.parse(call.query()));
        }
        if (call.path().startsWith(base + "/") && call.method().equals("GET")) {
            return one(call, call.path().substring(base.length() + 1));
        }
        return TwilioErrors.error(404, "20404", "The requested resource " + call.path() + " was not found");
    }

    private Reply one(Call call, String name) {
        states.countAsking();
        if (!name.matches("[SM]M[0-9a-f]{32}\\.json")) {
            return TwilioErrors.error(404, "20404", "The requested resource " + call.path() + " was not found");
        }
        if (call.query() != null) {
            return TwilioErrors.error(400, "20001", "A message is asked for without parameters");
        }
        Sms sms = messages.get(name.substring(0, name.length() - ".json".length()));
        return sms == null
                ? TwilioErrors.error(404, "20404", "Not found")
                : Reply.json(200, node(sms).toString());
    }

    private Reply create(Call call) {
        requests.incrementAndGet();
        Fault fault = fault();
        Reply broken = fault == null ? null : TwilioErrors.broken(fault);
        if (broken != null) {
            return broken;
        }
        if (!call.isForm()) {
            return TwilioErrors.error(415, "20415", "Unsupported Media Type: form encoding only");
        }
        Form form = Form.parse(call.body());
        Reply refused = demands.refusal(form);
        if (refused != null) {
            return refused;
        }
        Sms sms = take(form);
        if (fault != null && fault.kind() == Fault.Kind.DROP_AFTER_ACCEPT) {
            return Reply.cut();
        }
        if (fault != null && fault.kind() == Fault.Kind.SLOW) {
            java.util.concurrent.locks.LockSupport.parkNanos(fault.slow().toNanos());
        }
        return Reply.json(201, node(sms).toString());
    }

    private void endLater(PhoneCall taken) {
        if (receiptsAfter != null && taken.statusCallback() != null) {
            var unused = later.schedule(() -> ended(taken.sid()), receiptsAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Sms take(Form form) {
        String validity = form.get("ValidityPeriod");
        String from = form.get("From");
        Sms sms = new Sms(
                sid(),
                String.valueOf(form.get("To")),
                from == null ? NUMBER : from,
                form.get("MessagingServiceSid"),
                String.valueOf(form.get("Body")),
                form.get("StatusCallback"),
                validity == null ? null : Integer.valueOf(validity),
                times.real());
        synchronized (order) {
            messages.put(sms.sid(), sms);
            order.add(sms.sid());
            byNumber.computeIfAbsent(sms.to(), to -> new ArrayList<>()).add(sms.sid());
        }
        if (receiptsAfter != null && sms.statusCallback() != null) {
            var unused = later.schedule(
                    () -> receipt(sms.sid(), "delivered", null), receiptsAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
        return sms;
    }

    private Reply list(Form query) {
        String to = query.get("To");
        String sentFrom = query.get("DateSent>");
        sentFrom = sentFrom == null ? query.get("DateSent>=") : sentFrom;
        ArrayNode found = json.createArrayNode();
        List<Sms> all = to == null ? taken() : to(to);
        Instant listed = times.real().minus(weather.listedAfter());
        for (int i = all.size() - 1; i >= 0 && found.size() < 1000; i--) {
            Sms sms = all.get(i);
            if (!sms.at().isAfter(listed) && Heard.sent(sms.at(), sentFrom)) {
                found.add(node(sms));
            }
        }
        heard.list(found, to, sentFrom);
        ObjectNode page = json.createObjectNode();
        page.set("messages", found);
        page.put("page", 0).put("page_size", 1000).putNull("next_page_uri").putNull("previous_page_uri");
        page.put("uri", "/2010-04-01/Accounts/" + accountSid + "/Messages.json");
        return Reply.json(200, page.toString());
    }

    private ObjectNode node(Sms sms) {
        String date = TwilioDates.of(sms.at());
        ObjectNode node = json.createObjectNode();
        node.put("sid", sms.sid())
                .put("account_sid", accountSid)
                .put("to", sms.to())
                .put("from", sms.from());
        node.put("messaging_service_sid", sms.service());
        node.put("body", sms.body()).put("direction", "outbound-api");
        states.write(sms.sid(), node);
        node.put("date_created", date).put("date_updated", date).put("date_sent", date);
        node.put("num_segments", "1").put("num_media", "0").put("api_version", "2010-04-01");
        node.putNull("price");
        return node;
    }

    private String sid() {
        return "SM"
                + Signing.hex(authToken + times.real() + count.incrementAndGet())
                        .substring(0, 32);
    }

    @Override
    public void close() {
        later.shutdownNow();
        front.close();
    }
}
