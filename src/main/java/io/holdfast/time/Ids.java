package io.holdfast.time;

/** Chance, in one place, so that a drill or a test can put its own here. */
public interface Ids {

    /** A new id: 26 lower-case letters and digits, unique, and sortable by the real time of its making. */
    String id();

    /** A secret of 256 random bits as 43 URL-safe characters: tokens, keys, salts. */
    String secret();

    /** A number from 0 (included) to {@code bound} (not included): jitter. */
    long below(long bound);
}
