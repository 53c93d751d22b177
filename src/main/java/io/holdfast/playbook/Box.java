package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What a rule fits, or a part of it: of each fact some pieces, in every combination. */
final class Box {

    private final List<Axis> axes;
    private final List<BitSet> sets;

    private Box(List<Axis> axes, List<BitSet> sets) {
        this.axes = axes;
        this.sets = sets;
    }

    /** All that the facts can be. */
    static Box everything(List<Axis> axes) {
        return new Box(axes, axes.stream().map(Axis::all).toList());
    }

    boolean isEmpty() {
        return sets.stream().anyMatch(BitSet::isEmpty);
    }

    /** Its pieces of that fact. */
    BitSet of(int axis) {
        return (BitSet) sets.get(axis).clone();
    }

    /** The same, of one fact only what is in {@code pieces}, too. */
    Box narrowed(int axis, BitSet pieces) {
        BitSet both = of(axis);
        both.and(pieces);
        return with(axis, both);
    }

    private Box with(int axis, BitSet pieces) {
        List<BitSet> changed = new ArrayList<>(sets);
        changed.set(axis, pieces);
        return new Box(axes, List.copyOf(changed));
    }

    Box and(Box other) {
        Box both = this;
        for (int i = 0; i < sets.size(); i++) {
            both = both.narrowed(i, other.sets.get(i));
        }
        return both;
    }

    boolean meets(Box other) {
        for (int i = 0; i < sets.size(); i++) {
            if (!sets.get(i).intersects(other.sets.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What is left without the other: boxes that do not meet. */
    List<Box> without(Box other) {
        if (!meets(other)) {
            return List.of(this);
        }
        List<Box> left = new ArrayList<>();
        Box rest = this;
        for (int i = 0; i < sets.size(); i++) {
            BitSet outside = rest.of(i);
            outside.andNot(other.sets.get(i));
            if (!outside.isEmpty()) {
                left.add(rest.with(i, outside));
                rest = rest.narrowed(i, other.sets.get(i));
            }
        }
        return left;
    }

    boolean same(Box other) {
        return sets.equals(other.sets);
    }

    /** Facts that lie in it, in words: {@code severity "SEV3", phase "resolve"}; those that do not matter are left out. */
    String example() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            if (!sets.get(i).equals(axes.get(i).all())) {
                said.add(axes.get(i).piece(sets.get(i).nextSetBit(0)).says());
            }
        }
        return said.isEmpty() ? "anything" : String.join(", ", said);
    }
}
