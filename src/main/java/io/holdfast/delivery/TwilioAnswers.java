package io.holdfast.delivery;

import com.twilio.exception.ApiConnectionException;
import com.twilio.exception.ApiException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed call of Twilio's API proves, for texts and calls alike. */
final class TwilioAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(TwilioAnswers.class);
    private static final Set<Integer> REGION = Set.of(21203, 21215, 21408);

    private TwilioAnswers() {}

    /** What became of a send that ended with this; what is none of Twilio's is thrown on. */
    static Outcome of(RuntimeException e, long delivery) {
        if (e instanceof TwilioHttp.NeverConnected) {
            return new Outcome.NotTaken("not-connected", null, true);
        }
        if (e instanceof TwilioHttp.TooMany tooMany) {
            Integer after = tooMany.retryAfter;
            return new Outcome.NotTaken("20429", after == null ? null : Duration.ofSeconds(after), true);
        }
        if (e instanceof TwilioHttp.Unclear || e instanceof ApiConnectionException) {
            return new Outcome.Unknown("no-answer");
        }
        if (e instanceof ApiException refusal) {
            return refusal(refusal, delivery);
        }
        throw e;
    }

    /** Why an asking ended with this; what is none of Twilio's is thrown on. */
    static Found cannotAsk(RuntimeException e) {
        if (e instanceof TwilioHttp.NeverConnected
                || e instanceof TwilioHttp.TooMany
                || e instanceof TwilioHttp.Unclear
                || e instanceof ApiException
                || e instanceof ApiConnectionException) {
            return new Found.CannotAsk(String.valueOf(e.getMessage()));
        }
        throw e;
    }

    private static Outcome refusal(ApiException e, long delivery) {
        Integer status = e.getStatusCode();
        int code = e.getCode() == null ? 0 : e.getCode();
        if (status == null || status >= 500 || status < 400) {
            return new Outcome.Unknown(status == null ? "no-answer" : "http-" + status);
        }
        if (status == 401 || status == 403) {
            LOG.error(
                    "Twilio refuses our account (HTTP {}, code {}); texts and calls are kept and tried again: check"
                            + " holdfast.twilio.account-sid and .auth-token",
                    status,
                    code);
            return new Outcome.NotTaken(
                    code == 0 ? "http-" + status : String.valueOf(code), Duration.ofSeconds(30), true);
        }
        if (code == 30001 || status == 429) {
            return new Outcome.NotTaken(String.valueOf(code), null, true);
        }
        if (REGION.contains(code)) {
            LOG.error(
                    "The Twilio account may not reach the region of delivery {} ({}): allow it in its console",
                    delivery,
                    code);
        }
        return new Outcome.Refused(code == 0 ? "http-" + status : String.valueOf(code), TwilioCodes.mark(code));
    }
}
