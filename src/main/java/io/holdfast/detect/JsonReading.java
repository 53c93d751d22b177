package io.holdfast.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of strangers. The size of a body bounds everything, so the parser's own limits are set beyond it: a body that is JSON is
 * never called broken because a name is long or a nest is deep. Reading uses no recursion, and what is nested deeper than {@link
 * #DEEPEST} is left out of the value and said so, while its text is kept.
 */
final class JsonReading {
    /** Levels below a signal that are read. */
    static final int DEEPEST = 64;

    private static final int LARGEST = 4 * 1024 * 1024;

    // Canonical field names are off: 10,000 chosen names must not fill a table that all requests share.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(LARGEST)
                    .maxNameLength(LARGEST)
                    .maxStringLength(LARGEST)
                    .maxNumberLength(LARGEST)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonReading() {}

    /**
     * One value as it stood in the text.
     *
     * @param value maps, lists, String, Long, Double, Boolean, or null
     * @param text its own text
     * @param whole whether nothing was left out for its depth
     */
    record Value(@Nullable Object value, String text, boolean whole) {}

    /** What was read is no JSON. */
    static final class NotJson extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotJson(String message) {
            super(message);
        }
    }

    /** The values in this text: the elements of a top-level array, else each top-level value. */
    static List<Value> values(String text) {
        List<Value> values = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        values.add(value(parser, text));
                    }
                } else {
                    values.add(value(parser, text));
                }
                token = parser.nextToken();
            }
        } catch (IOException e) {
            throw new NotJson("This is no JSON: " + firstLine(e));
        }
        return values;
    }

    /** The one value that this text is. */
    static Value whole(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new NotJson("There is nothing in it");
            }
            Value value = value(parser, text);
            if (parser.nextToken() != null) {
                throw new NotJson("This is more than one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new NotJson("This is no JSON: " + firstLine(e));
        }
    }

    private static Value value(JsonParser parser, String text) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        Builder builder = new Builder();
        builder.read(parser);
        int to = (int) parser.currentLocation().getCharOffset();
        return new Value(builder.result, text.substring(from, Math.min(to, text.length())), builder.whole);
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return Texts.bounded(Texts.clean(ParserWords.plain(end < 0 ? message : message.substring(0, end))), 200);
    }

    /** Builds one value with a stack of its own. */
    private static final class Builder {
        private record Level(
                @Nullable Map<String, Object> map, @Nullable List<Object> list) {}

        private final Deque<Level> open = new ArrayDeque<>();
        private String name = "";

        @Nullable
        Object result;

        boolean whole = true;

        void read(JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            do {
                switch (token) {
                    case START_OBJECT -> open(parser, new Level(new LinkedHashMap<>(), null));
                    case START_ARRAY -> open(parser, new Level(null, new ArrayList<>()));
                    case END_OBJECT, END_ARRAY -> open.pop();
                    case FIELD_NAME -> name = Texts.clean(parser.currentName());
                    default -> add(scalar(parser, token));
                }
                if (!open.isEmpty()) {
                    token = parser.nextToken();
                    if (token == null) {
                        throw new NotJson("This is no JSON: it ends too early");
                    }
                }
            } while (!open.isEmpty());
        }

        private void open(JsonParser parser, Level level) throws IOException {
            if (open.size() >= DEEPEST) {
                whole = false;
                parser.skipChildren();
                add(null);
                return;
            }
            add(level.map() != null ? level.map() : level.list());
            open.push(level);
        }

        private void add(@Nullable Object value) {
            Level top = open.peek();
            if (top == null) {
                result = value;
            } else if (top.map() != null) {
                put(top.map(), name, value);
            } else if (top.list() != null) {
                append(top.list(), value);
            }
        }

        @SuppressWarnings("NullAway") // JSON has nulls, and java.util's collections hold them
        private static void put(Map<String, Object> map, String name, @Nullable Object value) {
            map.put(name, value);
        }

        @SuppressWarnings("NullAway") // as above
        private static void append(List<Object> list, @Nullable Object value) {
            list.add(value);
        }

        private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
            return switch (token) {
                case VALUE_STRING -> Texts.clean(parser.getText());
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                // By its text: a number of a million digits must cost no more than reading it.
                case VALUE_NUMBER_INT -> {
                    String digits = parser.getText();
                    yield digits.length() <= 18 ? (Object) Long.valueOf(digits) : approximately(digits);
                }
                case VALUE_NUMBER_FLOAT -> approximately(parser.getText());
                default -> null;
            };
        }

        private static Double approximately(String digits) {
            return digits.length() > 1000 ? Double.NaN : Double.valueOf(digits);
        }
    }
}
