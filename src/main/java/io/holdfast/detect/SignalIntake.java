package io.holdfast.detect;

import java.io.InputStream;
import java.util.Map;

/**
 * Where signals come in. When a call returns, what it took is on disk.
 *
 * <p>All throw {@link IntakeBusy} where it can't be stored now, {@link IllegalArgumentException} for what is no JSON or holds no signal
 * at all, and {@link TooLong} beyond 1 MiB a body, or a line.
 */
public interface SignalIntake {
    /** Most bytes of a body, or of a line where lines are streamed. */
    int LARGEST = 1024 * 1024;

    /**
     * Canonical JSON: one signal, an array, or several one after the other.
     *
     * @param caller name of whoever sends; the source of signals that name none
     */
    Receipt canonical(String caller, String body);

    /** Canonical JSON, one a line, read as it comes; lines are as good as bodies, and have no limit in number. */
    Receipt canonicalLines(String caller, InputStream lines);

    /**
     * A source's own format, mapped by {@code processes/sources/<source>.jsonata} of the playbook in force.
     *
     * @param headers of the request, names in lower case
     * @throws java.util.NoSuchElementException where there is no such source
     */
    Receipt mapped(String source, String body, Map<String, String> headers);

    /** A source's own format, one JSON value a line. */
    Receipt mappedLines(String source, InputStream lines, Map<String, String> headers);

    /** Nothing can be stored now: the database is away, or too much is waiting. The sender should come again. */
    final class IntakeBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public IntakeBusy(String message) {
            super(message);
        }
    }

    /** A body or a line is longer than {@link #LARGEST}. */
    final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooLong(String message) {
            super(message);
        }
    }
}
