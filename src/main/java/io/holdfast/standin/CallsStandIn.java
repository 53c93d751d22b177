package io.holdfast.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Call;
import io.holdfast.standin.HttpFront.Reply;
import io.holdfast.time.Times;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The telephone part of the Twilio stand-in. */
public final class CallsStandIn {

    private final ObjectMapper json = new ObjectMapper();
    private final String accountSid;
    private final String salt;
    private final Times times;
    private final Consumer<PhoneCall> takenCall;
    private final Map<String, PhoneCall> calls = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    CallsStandIn(String accountSid, String salt, Times times, Consumer<PhoneCall> takenCall) {
        this.accountSid = accountSid;
        this.salt = salt;
        this.times = times;
        this.takenCall = takenCall;
    }

    /** The next requests that create a call go wrong so, in this order. */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    /** Calls to this number are refused with this code, {@code 21217}, from now on. */
    public void refuse(String number, String code) {
        refused.put(number, code);
    }

    /** How calls to this number end from now on, {@code busy}; without a word they are {@code completed}. */
    public void ends(String number, String status) {
        ends.put(number, status);
    }

    /** The calls that were taken, oldest first. */
    public List<PhoneCall> taken() {
        synchronized (calls) {
            return List.copyOf(calls.values());
        }
    }

    PhoneCall end(String sid) {
        PhoneCall call = Optional.ofNullable(calls.get(sid)).orElseThrow();
        PhoneCall ended = call.as(ends.getOrDefault(call.to(), "completed"));
        calls.put(sid, ended);
        return ended;
    }

    /** What Twilio posts to a StatusCallback. */
    Map<String, String> form(PhoneCall call) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("CallSid", call.sid());
        form.put("AccountSid", accountSid);
        form.put("From", call.from());
        form.put("To", call.to());
        form.put("CallStatus", call.status());
        form.put("ApiVersion", "2010-04-01");
        form.put("Direction", "outbound-api");
        form.put("CallbackSource", "call-progress-events");
        form.put("SequenceNumber", "0");
        if (call.status().equals("completed")) {
            form.put("CallDuration", "31");
        }
        return form;
    }

    Reply answer(Call call, String base) {
        if (call.path().equals(base + ".json")) {
            return call.method().equals("POST") ? create(call) : list(Form.parse(call.query()));
        }
        PhoneCall one = calls.get(call.path().substring(base.length() + 1).replace(".json", ""));
        return one == null || !call.method().equals("GET")
                ? TwilioErrors.error(404, "20404", "Not found")
                : Reply.json(200, node(one).toString());
    }

    private Reply create(Call call) {
        Fault fault = faults.poll();
        Reply broken = fault == null ? null : TwilioErrors.broken(fault);
        if (broken != null) {
            return broken;
        }
        if (!call.isForm()) {
            return TwilioErrors.error(415, "20415", "Unsupported Media Type: form encoding only");
        }
        Form form = Form.parse(call.body());
        Reply refusal = CallDemands.refusal(form);
        String code = refused.get(String.valueOf(form.get("To")));
        if (refusal != null || code != null) {
            return refusal != null ? refusal : TwilioErrors.error(400, String.valueOf(code), "Refused");
        }
        PhoneCall taken = new PhoneCall(
                "CA"
                        + Signing.hex(salt + "call" + times.real() + count.incrementAndGet())
                                .substring(0, 32),
                String.valueOf(form.get("To")),
                String.valueOf(form.get("From")),
                String.valueOf(form.get("Twiml")),
                form.get("StatusCallback"),
                "queued",
                times.real());
        calls.put(taken.sid(), taken);
        takenCall.accept(taken);
        if (fault != null && fault.kind() == Fault.Kind.DROP_AFTER_ACCEPT) {
            return Reply.cut();
        }
        if (fault != null && fault.kind() == Fault.Kind.SLOW) {
            LockSupport.parkNanos(fault.slow().toNanos());
        }
        return Reply.json(201, node(taken).toString());
    }

    /** Newest first; a filter by start time sees only what has started, as at Twilio. */
    private Reply list(Form query) {
        List<PhoneCall> all = new ArrayList<>(taken());
        Collections.reverse(all);
        ArrayNode found = json.createArrayNode();
        for (PhoneCall call : all) {
            boolean fits = is(query.get("To"), call.to())
                    && is(query.get("From"), call.from())
                    && is(query.get("Status"), call.status())
                    && started(query, call);
            if (fits && found.size() < 1000) {
                found.add(node(call));
            }
        }
        ObjectNode page = json.createObjectNode();
        page.set("calls", found);
        page.put("page", 0).put("page_size", 1000).putNull("next_page_uri").putNull("previous_page_uri");
        page.put("uri", "/2010-04-01/Accounts/" + accountSid + "/Calls.json");
        return Reply.json(200, page.toString());
    }

    private static boolean is(@Nullable String asked, String there) {
        return asked == null || asked.equals(there);
    }

    private static boolean started(Form query, PhoneCall call) {
        for (Map.Entry<String, String> field : query.fields().entrySet()) {
            if (!field.getKey().startsWith("StartTime")) {
                continue;
            }
            if (call.status().equals("queued")) {
                return false;
            }
            LocalDate day = call.at().atOffset(ZoneOffset.UTC).toLocalDate();
            int than = day.compareTo(LocalDate.parse(field.getValue().substring(0, 10)));
            String how = field.getKey().substring("StartTime".length());
            boolean fits = how.startsWith(">") ? than >= 0 : how.startsWith("<") ? than <= 0 : than == 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private ObjectNode node(PhoneCall call) {
        String made = TwilioDates.of(call.at());
        boolean over = !call.status().equals("queued");
        ObjectNode node = json.createObjectNode();
        node.put("sid", call.sid())
                .put("account_sid", accountSid)
                .put("to", call.to())
                .put("from", call.from());
        node.put("status", call.status()).put("direction", "outbound-api").put("api_version", "2010-04-01");
        node.put("date_created", made).put("date_updated", made);
        node.put("start_time", over ? made : null).put("end_time", over ? made : null);
        node.put("duration", over ? "31" : null).putNull("price").putNull("answered_by");
        node.put("uri", "/2010-04-01/Accounts/" + accountSid + "/Calls/" + call.sid() + ".json");
        return node;
    }
}
