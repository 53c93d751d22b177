package io.holdfast.detect;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Lines of a stream, one after the other, none longer than a body may be. */
final class Lines {
    private Lines() {}

    /**
     * Hands on each line that is not blank.
     *
     * @throws SignalIntake.TooLong at a line beyond the limit; those before it have been handed on
     */
    static void each(InputStream in, Consumer<String> line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (InputStream buffered = new BufferedInputStream(in, 64 * 1024)) {
            long number = 1;
            int b;
            while ((b = buffered.read()) >= 0) {
                if (b == '\n') {
                    hand(bytes, line);
                    number++;
                } else if (bytes.size() >= SignalIntake.LARGEST) {
                    throw new SignalIntake.TooLong(
                            "Line " + number + " is longer than 1 MiB; the lines before it are stored");
                } else {
                    bytes.write(b);
                }
            }
            hand(bytes, line);
        } catch (IOException e) {
            throw new UncheckedIOException("The stream of signals broke off", e);
        }
    }

    private static void hand(ByteArrayOutputStream bytes, Consumer<String> line) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        if (!text.isBlank()) {
            line.accept(text);
        }
    }
}
