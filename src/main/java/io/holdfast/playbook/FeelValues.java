package io.holdfast.playbook;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way into FEEL and out of it. FEEL compares what it does not know with nothing, silently: an {@code Instant} never
 * matches, so it goes in as a {@code ZonedDateTime}, a whole number as a {@code Long}. What comes out is plain Java again.
 */
final class FeelValues {

    private FeelValues() {}

    static Map<String, @Nullable Object> facts(Map<String, ?> facts) {
        Map<String, @Nullable Object> in = new LinkedHashMap<>();
        facts.forEach((name, value) -> in.put(name, plain(value)));
        return in;
    }

    /** As a String, Long, Double, Boolean, Duration, ZonedDateTime (or another of java.time), list or map of these. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof Instant at) {
            return at.atZone(ZoneOffset.UTC);
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof camundajar.impl.scala.math.BigDecimal number) {
            return number(number.bigDecimal());
        }
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof Enum<?> word) {
            return word.name();
        }
        if (value instanceof camundajar.impl.scala.collection.Iterable<?> scala
                && !(value instanceof camundajar.impl.scala.collection.Map)) {
            List<@Nullable Object> list = new ArrayList<>();
            var items = scala.iterator();
            while (items.hasNext()) {
                list.add(plain(items.next()));
            }
            return list;
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof Record r) {
            return fields(r);
        }
        return value;
    }

    private static Object number(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return whole ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    private static Map<String, @Nullable Object> fields(Record value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                fields.put(component.getName(), plain(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("Can't read " + component.getName() + " of " + value.getClass(), e);
            }
        }
        return fields;
    }
}
