package io.holdfast.playbook;

/** What a library's error comes down to. */
final class Causes {

    private Causes() {}

    /** The first line of the innermost message. */
    static String last(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.strip().split("\\R")[0].strip();
    }

    /** That message as a sentence with one full stop. */
    static String sentence(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
