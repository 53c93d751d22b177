package io.holdfast.evidence;

/** Who a username belongs to; the record itself knows pseudonyms only. */
public interface Names {

    /** The person's name, or the username where nobody of that name is known. */
    String nameOf(String username);
}
