package io.holdfast.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far each message of the Twilio stand-in is, as it says when it is asked. */
public final class SmsStates {

    private final Map<String, State> bySid = new ConcurrentHashMap<>();
    private volatile State usual = new State("queued", null);
    private final AtomicLong asked = new AtomicLong();

    SmsStates() {}

    private record State(String status, @Nullable String errorCode) {}

    /** Messages of which nothing else was said are so from now on. */
    public void usual(String status, @Nullable String errorCode) {
        usual = new State(status, errorCode);
    }

    /** This message is so from now on; nobody is told. */
    public void becomes(String sid, String status, @Nullable String errorCode) {
        bySid.put(sid, new State(status, errorCode));
    }

    /** How often the state of a single message was asked. */
    public long asked() {
        return asked.get();
    }

    void countAsking() {
        asked.incrementAndGet();
    }

    void write(String sid, ObjectNode node) {
        State state = bySid.getOrDefault(sid, usual);
        node.put("status", state.status());
        if (state.errorCode() == null) {
            node.putNull("error_code").putNull("error_message");
        } else {
            node.put("error_code", Integer.parseInt(state.errorCode())).put("error_message", "Undelivered");
        }
    }
}
