package io.holdfast.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What the framework or the container refuses, before or around our own code, in words for whoever called. */
final class Refusals {
    private Refusals() {}

    /** @param e what it was refused with; null where only the status is known */
    static ProblemDetail of(@Nullable Throwable e, HttpStatusCode status) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, words(e, status));
        if (e instanceof HttpMessageNotReadableException) {
            detail.setTitle("The body does not read");
        }
        return detail;
    }

    private static String words(@Nullable Throwable e, HttpStatusCode status) {
        if (e instanceof HttpMessageNotReadableException unread) {
            return JsonWords.of(unread);
        }
        if (e instanceof TypeMismatchException mismatch) {
            return mismatch(mismatch);
        }
        if (e instanceof MissingServletRequestParameterException missing) {
            return "'" + missing.getParameterName() + "' is missing in the address: ?" + missing.getParameterName()
                    + "=…";
        }
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            return "There is no " + method.getMethod() + " of this address, but there is "
                    + String.join(" and ", methods(method)) + ".";
        }
        if (e instanceof HttpMediaTypeNotSupportedException type) {
            MediaType sent = type.getContentType();
            return "The body is sent as " + types(type.getSupportedMediaTypes()) + " (Content-Type), not as "
                    + (sent == null ? "nothing that is said" : plain(sent)) + ".";
        }
        if (e instanceof HttpMediaTypeNotAcceptableException type) {
            return "The answer is " + types(type.getSupportedMediaTypes())
                    + ", and nothing of that is in the header Accept.";
        }
        return switch (status.value()) {
            case 400 -> "This address or its headers do not read.";
            case 404 -> "There is nothing at this address; GET /api/openapi.json lists all calls.";
            case 413 -> "The body is longer than this call reads.";
            case 500 -> "This failed for a reason that is ours, and is in the log.";
            default -> "This was refused before it was looked at.";
        };
    }

    private static String mismatch(TypeMismatchException e) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        String given = "'" + cut(String.valueOf(e.getValue())) + "'";
        if (name.equals("after")) {
            return "'after' is the 'next' of the page before, or left out for the first; not " + given;
        }
        Class<?> type = e.getRequiredType();
        if (type == Instant.class) {
            return "'" + name + "' is a time in UTC such as 2026-01-31T09:00:00Z, not " + given;
        }
        if (type == LocalDate.class) {
            return "'" + name + "' is a day such as 2026-01-31, not " + given;
        }
        if (type == Boolean.class || type == boolean.class) {
            return "'" + name + "' is true or false, not " + given;
        }
        return "'" + name + "' is a whole number, not " + given;
    }

    private static Collection<String> methods(HttpRequestMethodNotSupportedException e) {
        String[] supported = e.getSupportedMethods();
        return supported == null ? List.of("another method") : new TreeSet<>(List.of(supported));
    }

    private static String types(Collection<MediaType> types) {
        String named = types.stream()
                .filter(t -> !t.isWildcardType() && !t.isWildcardSubtype())
                .filter(t -> !t.getSubtype().contains("problem"))
                .map(Refusals::plain)
                .distinct()
                .collect(Collectors.joining(" or "));
        return named.isEmpty() ? MediaType.APPLICATION_JSON_VALUE : named;
    }

    private static String plain(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
