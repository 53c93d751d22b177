package io.holdfast.api;

import io.holdfast.security.Forbidden;
import io.holdfast.tasks.TaskRefused;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors of the public API as RFC 9457 problem details: what was wrong, and what would be right. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Object> missing(NoSuchElementException e) {
        return problem(HttpStatus.NOT_FOUND, "There is no such thing", e);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrong(IllegalArgumentException e) {
        return problem(HttpStatus.BAD_REQUEST, "That does not fit", e);
    }

    @ExceptionHandler
    ResponseEntity<Object> conflict(IllegalStateException e) {
        log.info("Refused as a conflict: {}", e.getMessage());
        return problem(HttpStatus.CONFLICT, "Not in this state", e);
    }

    @ExceptionHandler({AccessDeniedException.class, Forbidden.class})
    ResponseEntity<Object> denied(RuntimeException e) {
        return problem(HttpStatus.FORBIDDEN, "Not for you", e);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(TaskRefused e) {
        HttpStatus status = switch (e.why()) {
            case DONE -> HttpStatus.CONFLICT;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case WRONG_ANSWER -> HttpStatus.BAD_REQUEST;
        };
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
        detail.setTitle(
                switch (e.why()) {
                    case DONE -> "It is done already";
                    case NOT_ALLOWED -> "Not yours to do";
                    case WRONG_ANSWER -> "An answer does not fit";
                });
        if (e.field() != null) {
            detail.setProperty("field", e.field());
        }
        return ResponseEntity.status(status).body(detail);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<Object> away(Exception e) {
        log.warn("The database is away; the caller is asked to come again", e);
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; nothing was taken in. Send it again.");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(detail);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e) {
        log.error("A call failed for a reason that is ours", e);
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "This failed for a reason that is ours, and is in the log.");
        return ResponseEntity.internalServerError().body(detail);
    }

    /** Whatever the framework refuses; its headers, such as {@code Allow}, stay. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status).headers(headers).body(Refusals.of(e, status));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String title, RuntimeException e) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
        detail.setTitle(title);
        return ResponseEntity.status(status).body(detail);
    }
}
