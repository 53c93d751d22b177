package io.holdfast.playbook;

import io.holdfast.playbook.Vocabulary.Count;
import io.holdfast.playbook.Vocabulary.Term;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that one fact can be, in finitely many pieces: no cell of the table tells two values of one piece apart. A piece is a value
 * that a cell names, the values between two of them, every other text, or null where the fact may not be known.
 */
final class Axis {

    /**
     * @param value one value of the piece, in whose place any other of it could stand
     * @param single whether it is the only one
     * @param says it and its fact in words, {@code severity "SEV3"}
     */
    record Piece(@Nullable Object value, boolean single, String says) {}

    private final Term fact;
    private final List<Piece> pieces;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Map<Object, BitSet> known = new HashMap<>();

    private Axis(Term fact, List<Piece> pieces) {
        this.fact = fact;
        this.pieces = List.copyOf(pieces);
        pieces.forEach(piece -> values.add(piece.value()));
    }

    /**
     * @param constants all that the table's cells compare this fact with
     */
    static Axis of(Term fact, Collection<Object> constants) {
        List<Piece> pieces = switch (fact.kind()) {
            case TEXT -> texts(fact, constants);
            case YES_NO -> List.of(piece(fact, true, true), piece(fact, false, true));
            case NUMBER -> numbers(fact, constants);
            case DURATION -> durations(fact, constants);
            case TEXTS -> throw new IllegalArgumentException("Lists have no pieces: " + fact.name());
        };
        List<Piece> all = new ArrayList<>(pieces);
        if (!fact.sure()) {
            all.add(new Piece(null, true, fact.name() + " not known"));
        }
        return new Axis(fact, all);
    }

    Term fact() {
        return fact;
    }

    Piece piece(int index) {
        return pieces.get(index);
    }

    BitSet all() {
        BitSet all = new BitSet(pieces.size());
        all.set(0, pieces.size());
        return all;
    }

    /** The pieces whose values a cell, or a test in it, holds for. */
    BitSet where(Object test) {
        BitSet held = known.computeIfAbsent(test, t -> Feel.holds(t, values));
        return (BitSet) held.clone();
    }

    private static Piece piece(Term fact, Object value, boolean single) {
        return new Piece(value, single, fact.name() + " " + said(value));
    }

    /** A value as people read it. */
    static String said(Object value) {
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    private static List<Piece> texts(Term fact, Collection<Object> constants) {
        List<Piece> pieces = new ArrayList<>();
        Set<String> words = fact.words();
        Set<String> named = new TreeSet<>();
        if (words == null) {
            constants.forEach(c -> {
                if (c instanceof String text) {
                    named.add(text);
                }
            });
        } else {
            named.addAll(words);
        }
        named.forEach(word -> pieces.add(piece(fact, word, true)));
        if (words == null) {
            String other = "any other";
            while (named.contains(other)) {
                other += " one";
            }
            pieces.add(new Piece(other, false, "any other " + fact.name()));
        }
        return pieces;
    }

    private static List<Piece> numbers(Term fact, Collection<Object> constants) {
        List<BigDecimal> at = constants.stream()
                .map(c -> c instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : null)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        Count count = fact.count();
        return count == null ? any(fact, at) : whole(fact, at, count);
    }

    private static List<Piece> any(Term fact, List<BigDecimal> at) {
        List<Piece> pieces = new ArrayList<>();
        if (at.isEmpty()) {
            return List.of(piece(fact, BigDecimal.ZERO, false));
        }
        pieces.add(piece(fact, at.get(0).subtract(BigDecimal.ONE), false));
        for (int i = 0; i < at.size(); i++) {
            pieces.add(piece(fact, at.get(i), true));
            BigDecimal next = i + 1 < at.size() ? at.get(i + 1) : at.get(i).add(BigDecimal.valueOf(2));
            pieces.add(piece(fact, at.get(i).add(next).divide(BigDecimal.valueOf(2)), false));
        }
        return pieces;
    }

    // Between two named numbers lie only whole ones, and perhaps none at all.
    private static List<Piece> whole(Term fact, List<BigDecimal> at, Count count) {
        List<Piece> pieces = new ArrayList<>();
        long from = count.least();
        for (BigDecimal named : at) {
            if (named.compareTo(BigDecimal.valueOf(count.least())) < 0
                    || named.compareTo(BigDecimal.valueOf(count.most())) > 0) {
                continue;
            }
            long before = named.setScale(0, RoundingMode.CEILING).longValueExact();
            between(pieces, fact, from, before - 1);
            from = Math.max(from, before);
            if (named.scale() <= 0) {
                pieces.add(piece(fact, BigDecimal.valueOf(before), true));
                from = before + 1;
            }
        }
        between(pieces, fact, from, count.most());
        return pieces;
    }

    private static void between(List<Piece> pieces, Term fact, long from, long to) {
        if (from <= to) {
            pieces.add(piece(fact, BigDecimal.valueOf(from), from == to));
        }
    }

    // A length of time is never negative.
    private static List<Piece> durations(Term fact, Collection<Object> constants) {
        List<Duration> at = constants.stream()
                .map(c -> c instanceof Duration duration ? duration : Duration.ZERO)
                .filter(c -> !c.isNegative())
                .distinct()
                .sorted()
                .toList();
        List<Piece> pieces = new ArrayList<>();
        if (at.isEmpty() || !at.get(0).isZero()) {
            pieces.add(piece(fact, Duration.ZERO, false));
        }
        for (int i = 0; i < at.size(); i++) {
            pieces.add(piece(fact, at.get(i), true));
            Duration next = i + 1 < at.size() ? at.get(i + 1) : at.get(i).plusMinutes(2);
            Duration half = next.minus(at.get(i)).dividedBy(2);
            if (!half.isZero()) {
                pieces.add(piece(fact, at.get(i).plus(readable(half)), false));
            }
        }
        return pieces;
    }

    private static Duration readable(Duration half) {
        Duration minutes = Duration.ofMinutes(half.toMinutes());
        return minutes.isZero() ? half : minutes;
    }
}
