package io.holdfast.tasks;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds answers against a form. Each refusal names the field and what would be right. */
final class FormCheck {

    private FormCheck() {}

    /**
     * @return the answers in the form's types: String, Long, Boolean; empty ones are left out
     * @throws TaskRefused {@code WRONG_ANSWER} with the field's id
     */
    static Map<String, Object> check(List<Field> fields, Map<String, ?> answers) {
        for (String id : answers.keySet()) {
            if (fields.stream().noneMatch(f -> f.id().equals(id))) {
                throw wrong(
                        id,
                        "This task has no field '" + id + "'; it has "
                                + String.join(
                                        ", ", fields.stream().map(Field::id).toList()));
            }
        }
        Map<String, Object> checked = new LinkedHashMap<>();
        for (Field field : fields) {
            Object answer = answers.get(field.id());
            Object value = answer == null || answer.toString().isBlank() ? null : typed(field, answer);
            if (value == null && field.required()) {
                throw wrong(field.id(), "'" + field.label() + "' needs an answer");
            }
            if (value != null) {
                checked.put(field.id(), value);
            }
        }
        return checked;
    }

    private static @Nullable Object typed(Field field, Object answer) {
        String text = answer.toString().strip();
        return switch (field.type()) {
            case "long" -> whole(field, answer, text);
            case "boolean" -> yesOrNo(field, answer, text);
            case "date" -> date(field, text);
            case "enum" -> choice(field, text);
            default -> words(field, answer);
        };
    }

    private static Object whole(Field field, Object answer, String text) {
        if (answer instanceof Boolean) {
            throw wrong(field.id(), "'" + field.label() + "' is a whole number, not '" + text + "'");
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(field.id(), "'" + field.label() + "' is a whole number, not '" + text + "'");
        }
    }

    private static Object yesOrNo(Field field, Object answer, String text) {
        if (answer instanceof Boolean yes) {
            return yes;
        }
        return switch (text) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw wrong(field.id(), "'" + field.label() + "' is true or false, not '" + text + "'");
        };
    }

    private static Object date(Field field, String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw wrong(field.id(), "'" + field.label() + "' is a date such as 2026-11-30, not '" + text + "'");
        }
    }

    private static Object choice(Field field, String text) {
        if (field.options().stream().noneMatch(o -> o.id().equals(text))) {
            throw wrong(
                    field.id(),
                    "'" + field.label() + "' is one of "
                            + String.join(
                                    ", ",
                                    field.options().stream().map(Option::id).toList()) + ", not '" + text + "'");
        }
        return text;
    }

    private static Object words(Field field, Object answer) {
        if (!(answer instanceof String words)) {
            throw wrong(field.id(), "'" + field.label() + "' is a text");
        }
        if (words.length() > field.longest()) {
            throw wrong(
                    field.id(),
                    String.format(
                            Locale.ROOT,
                            "'%s' takes at most %,d characters%s. These are %,d",
                            field.label(),
                            field.longest(),
                            field.language() == null ? "" : ": no text message takes more",
                            words.length()));
        }
        return words.strip();
    }

    private static TaskRefused wrong(String field, String message) {
        return new TaskRefused(TaskRefused.Why.WRONG_ANSWER, field, message);
    }
}
