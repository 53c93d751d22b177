package io.holdfast.console;

/** Whether anything that pages show has changed. */
public interface Changes {

    /** A stamp that differs whenever something may have changed; cheap enough to be read once a second. */
    String stamp();
}
