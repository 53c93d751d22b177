package io.holdfast.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a stream without a limit, none of which may fill the memory: of one that is too long, only its beginning is kept. */
final class BoundedLines {
    private final BufferedReader reader;
    private final int longest;

    BoundedLines(InputStream in, int longest) {
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.longest = longest;
    }

    /** A line; {@code whole} is false where it was too long. */
    record Line(String text, boolean whole) {}

    /** The next line; null at the end. */
    @Nullable
    Line next() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        boolean whole = true;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (text.length() < longest) {
                text.append((char) c);
            } else {
                whole = false;
            }
        }
        return any ? new Line(text.toString(), whole) : null;
    }
}
