package io.holdfast.console;

import io.holdfast.tasks.Field;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.updates.Segments;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between a task's fields and the inputs of a page. */
final class Forms {

    /** Fields with at most this many options are shown as radio buttons, all at a glance. */
    private static final int RADIOS = 4;

    private Forms() {}

    /**
     * One input.
     *
     * @param input its name in the form
     * @param value what it holds: the proposal, or what was typed before a refusal
     * @param lang the language of a text that is asked for per language; null otherwise
     * @param segments what a text message of these words costs; null where it is none
     * @param error what is wrong with the answer; null where nothing is
     */
    record Input(
            String input,
            Field field,
            String value,
            @Nullable String lang,
            @Nullable Segments segments,
            @Nullable String error) {

        public String dom() {
            return "f-" + input.replace('.', '-');
        }

        public boolean radios() {
            return field.options().size() <= RADIOS;
        }

        public boolean checked() {
            return value.equals("true");
        }

        /** {@code text}, {@code long}… and {@code words} for words per language. */
        public String kind() {
            return lang == null ? field.type() : "words";
        }

        /** The label without its language, which stands beside it. */
        public String label() {
            return lang == null ? field.label() : field.label().replaceFirst(" \\(" + lang + "\\)$", "");
        }

        public @Nullable String language() {
            return lang == null ? null : House.language(lang);
        }

        /** The chosen option's label. */
        public String chosen() {
            return field.options().stream()
                    .filter(o -> o.id().equals(value))
                    .map(Option::label)
                    .findFirst()
                    .orElse(value);
        }
    }

    /**
     * The inputs of a task.
     *
     * @param prefix before each input's name; empty on a page with one task
     * @param typed what was typed before; null where the page is fresh
     */
    static List<Input> inputs(
            Task task, String prefix, @Nullable Map<String, String> typed, @Nullable TaskRefused refused) {
        return task.fields().stream()
                .map(field -> {
                    String value = field.value() == null ? "" : String.valueOf(field.value());
                    if (typed != null) {
                        value = typed.getOrDefault(
                                prefix + field.id(), field.type().equals("boolean") ? "false" : "");
                    }
                    String lang = field.language();
                    String error = refused != null && field.id().equals(refused.field()) ? refused.getMessage() : null;
                    return new Input(
                            prefix + field.id(), field, value, lang, lang == null ? null : Segments.of(value), error);
                })
                .toList();
    }

    /**
     * The answers that a form sent, typed as the fields ask.
     *
     * @throws TaskRefused where one does not fit its type
     */
    static Map<String, Object> answers(Task task, String prefix, Map<String, String> sent) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Field field : task.fields()) {
            String value = sent.getOrDefault(prefix + field.id(), "")
                    .replace("\r\n", "\n")
                    .strip();
            switch (field.type()) {
                case "boolean" -> answers.put(field.id(), value.equals("true"));
                case "long" -> {
                    if (!value.isEmpty()) {
                        answers.put(field.id(), number(field, value));
                    }
                }
                case "date" -> {
                    if (!value.isEmpty()) {
                        answers.put(field.id(), date(field, value));
                    }
                }
                default -> {
                    if (field.language() != null && value.length() > field.longest()) {
                        throw wrong(
                                field,
                                String.format(
                                        Locale.ROOT,
                                        "Write at most %,d characters: no text message takes more. These are %,d",
                                        field.longest(),
                                        value.length()));
                    }
                    if (!value.isEmpty()) {
                        answers.put(field.id(), value);
                    }
                }
            }
        }
        return answers;
    }

    /**
     * Words that stood in the form and were taken away are no agreement to the draft.
     *
     * @throws TaskRefused where there are such
     */
    static void noWordsTakenAway(Task task, String prefix, Map<String, String> sent) {
        for (Field field : task.fields()) {
            String lang = field.language();
            String value = sent.get(prefix + field.id());
            if (lang != null && value != null && value.isBlank() && field.value() != null) {
                throw wrong(
                        field,
                        "Type what is to be said in " + House.language(lang)
                                + ", or take the tick away: then nothing is sent");
            }
        }
    }

    private static Long number(Field field, String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw wrong(field, "Write a whole number, such as 42");
        }
    }

    private static String date(Field field, String value) {
        try {
            return LocalDate.parse(value).toString();
        } catch (DateTimeParseException e) {
            throw wrong(field, "Write a day as year-month-day, such as 2026-11-30");
        }
    }

    private static TaskRefused wrong(Field field, String message) {
        return new TaskRefused(TaskRefused.Why.WRONG_ANSWER, field.id(), message);
    }
}
