package io.holdfast.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.holdfast.detect.ParserWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** What is wrong with a body, and where: in words of JSON, and in none of the parser's. */
final class JsonWords {
    private static final String SHAPE = "The body is no JSON of the shape that this call takes.";

    private JsonWords() {}

    static String of(HttpMessageNotReadableException e) {
        JsonProcessingException wrong = cause(e);
        if (wrong instanceof InvalidNullException nothing) {
            return "'" + place(nothing.getPath()) + "' is null: leave it out, or say what is meant";
        }
        if (wrong instanceof NotText text) {
            return "'" + place(text.getPath()) + "' " + text.what();
        }
        if (wrong instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        if (wrong instanceof JsonParseException broken) {
            return broken(broken);
        }
        return wrong == null ? "There is no body: this call takes JSON." : SHAPE;
    }

    private static @Nullable JsonProcessingException cause(HttpMessageNotReadableException e) {
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            if (t instanceof JsonProcessingException found && !(t.getCause() instanceof JsonProcessingException)) {
                return found;
            }
        }
        return NestedExceptionUtils.getRootCause(e) instanceof JsonProcessingException root ? root : null;
    }

    private static String broken(JsonParseException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return ParserWords.number(String.valueOf(e.getOriginalMessage()))
                .map(word -> "The body is no JSON" + where + ": " + word + " is no JSON number")
                .orElse("The body is no JSON" + where + ".");
    }

    private static String mismatch(MismatchedInputException e) {
        String place = place(e.getPath());
        if (place.isEmpty()) {
            return SHAPE;
        }
        Class<?> wanted = e.getTargetType();
        String what;
        if (wanted == null) {
            what = "something else";
        } else if (wanted == String.class) {
            what = "a text";
        } else if (Collection.class.isAssignableFrom(wanted) || wanted.isArray()) {
            what = "a list, […]";
        } else if (wanted == Boolean.class || wanted == boolean.class) {
            what = "true or false";
        } else if (wanted == Instant.class) {
            what = "a time in UTC such as 2026-01-31T09:00:00Z";
        } else if (wanted == LocalDate.class) {
            what = "a day such as 2026-01-31";
        } else if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            what = "a number";
        } else if (wanted.isEnum()) {
            what = "one of " + List.of(wanted.getEnumConstants());
        } else if (Map.class.isAssignableFrom(wanted) || wanted.isRecord()) {
            what = "an object, {…}";
        } else {
            what = "something else";
        }
        return "'" + place + "' is " + what;
    }

    private static String place(List<JsonMappingException.Reference> path) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.toString();
    }

    /** A text that no database and no channel can hold. */
    static final class NotText extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        private final String what;

        NotText(JsonParser parser, String what) {
            super(parser, what, String.class);
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
