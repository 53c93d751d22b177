package io.holdfast.delivery;

import io.holdfast.people.Member;
import java.util.List;
import java.util.Map;

/** A form that opens in Slack on a sub-word of {@code /holdfast}; registered as a bean by the package that acts. */
public interface ModalHandler {

    /** The sub-word that opens it, {@code report}. */
    String word();

    /** The form as it is now. It is asked for in the three seconds that Slack gives, and so reads what lies near. */
    Modal modal();

    /**
     * Acts on its answers. Called once per form, in a transaction.
     *
     * @param answers by the field's id: one for a text, any number for choices; what was left empty is missing
     */
    Said submitted(Member by, Map<String, List<String>> answers);

    /**
     * A form.
     *
     * @param title at most 24 characters
     * @param submit what the button says, at most 24 characters
     */
    record Modal(String title, String submit, String close, List<Field> fields) {}

    /**
     * A field.
     *
     * @param hint a line below it; empty for none
     * @param options what can be chosen; empty for a text of several lines
     */
    record Field(String id, String label, String hint, boolean optional, List<Option> options) {}

    /** A choice. */
    record Option(String value, String label) {}
}
