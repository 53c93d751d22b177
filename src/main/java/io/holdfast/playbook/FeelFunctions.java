package io.holdfast.playbook;

import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;

/** FEEL's own functions: calling any other gives nothing, silently. */
final class FeelFunctions {

    static final Set<String> NAMES = names();

    private FeelFunctions() {}

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        var all = new BuiltinFunctions(FeelEngine.defaultClock(), FeelEngine.defaultValueMapper())
                .functionNames()
                .iterator();
        while (all.hasNext()) {
            names.add(all.next());
        }
        return names;
    }
}
