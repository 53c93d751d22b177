package io.holdfast.api;

import io.holdfast.delivery.InboundCalls;
import io.holdfast.delivery.InboundSlack;
import io.holdfast.delivery.InboundSms;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where Slack and Twilio call. They prove themselves by their signatures over the bytes that arrived, so these are read as they came. */
@RestController
class VendorCalls {
    private static final Logger log = LoggerFactory.getLogger(VendorCalls.class);
    private static final int LONGEST = 1 << 20;

    private final InboundSms sms;
    private final InboundCalls calls;
    private final InboundSlack slack;

    VendorCalls(InboundSms sms, InboundCalls calls, InboundSlack slack) {
        this.sms = sms;
        this.calls = calls;
        this.slack = slack;
    }

    @PostMapping("/twilio/status")
    ResponseEntity<Void> status(
            HttpServletRequest request,
            @RequestParam(defaultValue = "0") long delivery,
            @RequestParam(defaultValue = "0") int attempt)
            throws IOException {
        Map<String, String> form = form(body(request));
        if (!sms.signed(pathAndQuery(request), form, request.getHeader("X-Twilio-Signature"))) {
            return refused(request);
        }
        sms.receipt(
                delivery,
                attempt,
                form.get("MessageSid"),
                form.getOrDefault("MessageStatus", ""),
                form.get("ErrorCode"));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/twilio/call")
    ResponseEntity<Void> call(
            HttpServletRequest request,
            @RequestParam(defaultValue = "0") long delivery,
            @RequestParam(defaultValue = "0") int attempt)
            throws IOException {
        Map<String, String> form = form(body(request));
        if (!sms.signed(pathAndQuery(request), form, request.getHeader("X-Twilio-Signature"))) {
            return refused(request);
        }
        calls.status(delivery, attempt, form.get("CallSid"), form.getOrDefault("CallStatus", ""));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/twilio/inbound")
    ResponseEntity<String> inbound(HttpServletRequest request) throws IOException {
        Map<String, String> form = form(body(request));
        if (!sms.signed(pathAndQuery(request), form, request.getHeader("X-Twilio-Signature"))) {
            return refused(request);
        }
        String answer = sms.text(
                        form.getOrDefault("MessageSid", ""),
                        form.getOrDefault("From", ""),
                        form.getOrDefault("Body", ""),
                        form.get("OptOutType"))
                .map(words -> "<Message>" + HtmlUtils.htmlEscape(words, "UTF-8") + "</Message>")
                .orElse("");
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "xml", StandardCharsets.UTF_8))
                .body("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + answer + "</Response>");
    }

    @PostMapping("/slack/events")
    ResponseEntity<String> slack(HttpServletRequest request) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        InboundSlack.Reply reply = slack.called(body(request), headers);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(reply.status());
        if (reply.type() != null) {
            answer.contentType(MediaType.parseMediaType(reply.type()));
        }
        return reply.body().isEmpty() ? answer.build() : answer.body(reply.body());
    }

    private static <T> ResponseEntity<T> refused(HttpServletRequest request) {
        log.warn(
                "A call to {} is refused with 403: its X-Twilio-Signature {}. Where it was Twilio, holdfast.public-url is not the address"
                        + " that Twilio calls, or holdfast.twilio.auth-token is not this account's",
                request.getRequestURI(),
                request.getHeader("X-Twilio-Signature") == null ? "is missing" : "does not fit");
        return ResponseEntity.status(403).build();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new IllegalArgumentException("A vendor's call is at most 1 MiB");
        }
        return body;
    }

    private static String pathAndQuery(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("The body is no form: a % is not followed by two hex digits", e);
                }
            }
        }
        return fields;
    }
}
