package io.holdfast.detect;

import com.dashjoin.jsonata.Jsonata;
import io.holdfast.playbook.Playbook;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The mappings of sources' own formats, {@code processes/sources/<source>.jsonata}: input {@code {"body":…, "headers":{…}}}, output
 * canonical signals. Compiled once per content; bounded in time and depth.
 */
@Component
class Mappings {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final long MOST_MILLIS = 1_000;
    private static final int MOST_DEPTH = 200;
    private static final int KEPT_VERSIONS = 200;

    /** A compiled expression is used by one thread at a time, so each content has a small pool of them. */
    private final Map<String, Queue<Jsonata>> compiled = new ConcurrentHashMap<>();

    /** Nothing came of it. */
    static final class Unmapped extends Exception {
        private static final long serialVersionUID = 1L;

        Unmapped(String reason) {
            super(reason);
        }
    }

    /** One source's mapping. */
    record Mapping(String source, String hash, String expression) {}

    /**
     * @throws NoSuchElementException where the playbook has no such source
     */
    Mapping of(Playbook playbook, String source) {
        String path = "processes/sources/" + source + ".jsonata";
        if (!SOURCE.matcher(source).matches()) {
            throw new NoSuchElementException("There is no source of this name");
        }
        Playbook.FileEntry file = playbook.file(path)
                .orElseThrow(() -> new NoSuchElementException(
                        "There is no source '" + source + "': the playbook in force has no " + path));
        return new Mapping(source, file.hash(), new String(playbook.bytes(path), StandardCharsets.UTF_8));
    }

    /**
     * @return signals as the mapping gives them, at least one
     */
    List<?> apply(Mapping mapping, @Nullable Object body, Map<String, String> headers) throws Unmapped {
        if (compiled.size() > KEPT_VERSIONS) {
            compiled.clear();
        }
        Queue<Jsonata> pool = compiled.computeIfAbsent(mapping.hash(), h -> new ConcurrentLinkedQueue<>());
        Object result;
        try {
            Jsonata expression = pool.poll();
            if (expression == null) {
                expression = Jsonata.jsonata(mapping.expression());
            }
            Map<String, Object> input = new LinkedHashMap<>();
            putNullable(input, "body", body);
            input.put("headers", headers);
            Jsonata.Frame frame = expression.createFrame();
            frame.setRuntimeBounds(MOST_MILLIS, MOST_DEPTH);
            result = expression.evaluate(input, frame);
            pool.offer(expression);
        } catch (RuntimeException e) {
            throw new Unmapped("The mapping of " + mapping.source() + " failed: " + e.getMessage());
        } catch (StackOverflowError e) {
            throw new Unmapped("The mapping of " + mapping.source() + " went too deep");
        }
        List<?> signals = result instanceof List<?> list ? list : result == null ? List.of() : List.of(result);
        if (signals.isEmpty()) {
            throw new Unmapped("The mapping of " + mapping.source() + " finds no signal in it");
        }
        return signals;
    }

    @SuppressWarnings("NullAway") // JSON has nulls, and java.util's collections hold them
    private static void putNullable(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
