package io.holdfast.security;

/** Something that this caller may not do, although the route was his to call. */
public class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String message) {
        super(message);
    }
}
