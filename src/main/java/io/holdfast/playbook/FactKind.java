package io.holdfast.playbook;

/** What kind of value a fact or an output of a decision table is. */
public enum FactKind {
    TEXT("a text", "\"…\""),
    NUMBER("a number", "3"),
    YES_NO("true or false", "true"),
    DURATION("a length of time", "duration(\"PT5M\")"),
    TEXTS("a list of texts", "[\"…\"]");

    final String inWords;
    final String example;

    FactKind(String inWords, String example) {
        this.inWords = inWords;
        this.example = example;
    }

    /** As people call it, {@code a length of time}. */
    public String inWords() {
        return inWords;
    }

    /** One as FEEL writes it, {@code duration("PT5M")}. */
    public String example() {
        return example;
    }
}
