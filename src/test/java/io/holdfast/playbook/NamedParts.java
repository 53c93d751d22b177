package io.holdfast.playbook;

import java.util.function.Predicate;

/** Parts that are only names: each does a step's work, and answers what the packaged diagrams ask. */
record NamedParts(Predicate<String> named) implements Parts {
    @Override
    public boolean does(String name) {
        return named.test(name);
    }

    @Override
    public boolean answers(String name, String method) {
        return named.test(name)
                && (method.equals("of")
                        || method.equals("next")
                        || method.equals("until")
                        || method.equals("ownerGroup"));
    }
}
