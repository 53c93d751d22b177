package io.holdfast.console;

import io.holdfast.tasks.TaskRefused;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A page's refusals, as pages. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {

    @ExceptionHandler(NoSuchElementException.class)
    ModelAndView missing(NoSuchElementException e) {
        return page(HttpStatus.NOT_FOUND, "error/404", e.getMessage());
    }

    @ExceptionHandler(IllegalArgumentException.class)
    ModelAndView wrong(IllegalArgumentException e) {
        return page(HttpStatus.BAD_REQUEST, "error/4xx", e.getMessage());
    }

    @ExceptionHandler(IllegalStateException.class)
    ModelAndView conflict(IllegalStateException e) {
        return page(HttpStatus.CONFLICT, "error/4xx", e.getMessage());
    }

    @ExceptionHandler(AccessDeniedException.class)
    ModelAndView forbidden(AccessDeniedException e) {
        return page(HttpStatus.FORBIDDEN, "error/403", e.getMessage());
    }

    @ExceptionHandler(ResponseStatusException.class)
    ModelAndView status(ResponseStatusException e) {
        return page(
                HttpStatus.valueOf(e.getStatusCode().value()),
                e.getStatusCode().value() == 403 ? "error/403" : "error/4xx",
                e.getReason());
    }

    @ExceptionHandler(TaskRefused.class)
    ModelAndView refused(TaskRefused e) {
        return switch (e.why()) {
            case DONE -> page(HttpStatus.CONFLICT, "error/4xx", e.getMessage());
            case NOT_ALLOWED -> page(HttpStatus.FORBIDDEN, "error/403", e.getMessage());
            case WRONG_ANSWER -> page(HttpStatus.BAD_REQUEST, "error/4xx", e.getMessage());
        };
    }

    private static ModelAndView page(HttpStatus status, String view, @Nullable String message) {
        ModelAndView page = new ModelAndView(view);
        page.setStatus(status);
        page.addObject("sentence", message);
        return page;
    }
}
