package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What several boxes together leave of one. The work may grow with the power of the facts: it is given up at a bound, and then
 * nothing is said.
 */
final class Cover {

    static final int MOST = 50_000;

    private Cover() {}

    /** What is left of {@code whole}; null where that took too much work. */
    static @Nullable List<Box> left(Box whole, Collection<Box> takers) {
        return left(List.of(whole), takers);
    }

    /** What is left of boxes that do not meet; null where that took too much work. */
    static @Nullable List<Box> left(List<Box> whole, Collection<Box> takers) {
        List<Box> left = whole;
        int work = 0;
        for (Box taker : takers) {
            List<Box> rest = new ArrayList<>();
            for (Box box : left) {
                rest.addAll(box.without(taker));
                work++;
            }
            work += rest.size();
            if (work > MOST) {
                return null;
            }
            left = rest;
        }
        return left;
    }
}
