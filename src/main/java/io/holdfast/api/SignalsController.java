package io.holdfast.api;

import io.holdfast.detect.Receipt;
import io.holdfast.detect.SignalIntake;
import io.holdfast.security.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signals of machines. A 4xx loses an alert, so it is given only for what could never be read: 404 an unknown source, 413 beyond 1 MiB a
 * body or line, 415 another content type or any encoding, 400 no JSON or no signal at all.
 */
@RestController
class SignalsController {
    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final Set<String> NOT_HANDED_ON = Set.of("authorization", "cookie", "proxy-authorization");
    private static final int DRAINED = 32 * 1024 * 1024;

    private final SignalIntake intake;
    private final Callers callers;

    SignalsController(SignalIntake intake, Callers callers) {
        this.intake = intake;
        this.callers = callers;
    }

    /** The content type, or that there is an encoding, is not one that is read here. */
    private static final class NotReadHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadHere(String message) {
            super(message);
        }
    }

    @PostMapping("/api/signals")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Receipt> canonical(HttpServletRequest request) throws IOException {
        MediaType type = type(request, false);
        String caller = callers.current().name();
        if (lines(type)) {
            return taken(intake.canonicalLines(caller, request.getInputStream()));
        }
        return taken(intake.canonical(caller, body(request, type)));
    }

    @PostMapping("/api/signals/{source}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Receipt> mapped(@PathVariable String source, HttpServletRequest request) throws IOException {
        MediaType type = type(request, true);
        Map<String, String> headers = headers(request);
        if (lines(type)) {
            return taken(intake.mappedLines(source, request.getInputStream(), headers));
        }
        return taken(intake.mapped(source, body(request, type), headers));
    }

    private static ResponseEntity<Receipt> taken(Receipt receipt) {
        return ResponseEntity.accepted().contentType(MediaType.APPLICATION_JSON).body(receipt);
    }

    private static boolean lines(@Nullable MediaType type) {
        return type != null && LINES.contains(type.getType() + "/" + type.getSubtype());
    }

    private static @Nullable MediaType type(HttpServletRequest request, boolean textToo) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new NotReadHere("Signals are read as they are: send them without a Content-Encoding");
        }
        String named = request.getContentType();
        if (named == null || named.isBlank()) {
            return null;
        }
        MediaType type;
        try {
            type = MediaType.parseMediaType(named);
        } catch (InvalidMediaTypeException e) {
            throw new NotReadHere("This Content-Type does not read; signals are application/json");
        }
        String plain = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        boolean json = plain.equals("application/json")
                || plain.equals("text/json")
                || plain.startsWith("application/") && plain.endsWith("+json");
        if (json || lines(type) || (textToo && plain.equals("text/plain"))) {
            return type;
        }
        throw new NotReadHere("Signals are application/json, or application/x-ndjson for one a line; not " + plain);
    }

    private static String body(HttpServletRequest request, @Nullable MediaType type) throws IOException {
        InputStream in = request.getInputStream();
        byte[] bytes = in.readNBytes(SignalIntake.LARGEST + 1);
        if (bytes.length > SignalIntake.LARGEST) {
            // The rest is read and thrown away, or the sender sees a broken connection instead of the answer.
            byte[] rest = new byte[64 * 1024];
            int n;
            for (long drained = 0; drained < DRAINED && (n = in.read(rest)) >= 0; ) {
                drained += n;
            }
            throw new SignalIntake.TooLong(
                    "A body is at most 1 MiB; send more as application/x-ndjson, one signal a line");
        }
        String text = new String(bytes, charset(type));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(@Nullable MediaType type) {
        try {
            Charset named = type == null ? null : type.getCharset();
            return named == null ? StandardCharsets.UTF_8 : named;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = request.getHeader(name);
            if (!NOT_HANDED_ON.contains(lower) && value != null) {
                headers.put(lower, value);
            }
        }
        return headers;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unread(NotReadHere e) {
        return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                .body(detail(HttpStatus.UNSUPPORTED_MEDIA_TYPE, e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noJson(IllegalArgumentException e) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        detail.setTitle("That does not fit");
        return ResponseEntity.badRequest().body(detail);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLong(SignalIntake.TooLong e) {
        return ResponseEntity.status(HttpStatus.PAYLOAD_TOO_LARGE).body(detail(HttpStatus.PAYLOAD_TOO_LARGE, e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(SignalIntake.IntakeBusy e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(detail(HttpStatus.SERVICE_UNAVAILABLE, e));
    }

    private static ProblemDetail detail(HttpStatus status, RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
    }
}
