package io.holdfast.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a table answered, in words: {@code allowed, because: Staff are told at any hour}. Pure. */
final class AnswerWords {
    private AnswerWords() {}

    /** @param rows as the table gives them; none where no rule fits */
    static String of(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return "no rule fits";
        }
        List<String> all = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            List<String> parts = new ArrayList<>();
            row.forEach((name, value) -> {
                if (value != null && !name.equals("because")) {
                    parts.add(part(name, value));
                }
            });
            Object because = row.get("because");
            if (because != null) {
                parts.add("because: " + because);
            }
            all.add(String.join(", ", parts));
        }
        return String.join("; ", all);
    }

    private static String part(String name, Object value) {
        String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return value instanceof Boolean yes ? (yes ? words : "not " + words) : words + " " + value;
    }
}
