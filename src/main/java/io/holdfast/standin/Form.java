package io.holdfast.standin;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code application/x-www-form-urlencoded}, in the order of the wire; of a name that comes twice the last value holds. */
record Form(Map<String, String> fields) {

    static Form parse(@Nullable String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String content = equals < 0 ? "" : pair.substring(equals + 1);
                fields.put(decode(name), decode(content));
            }
        }
        return new Form(fields);
    }

    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    boolean has(String name) {
        String found = fields.get(name);
        return found != null && !found.isEmpty();
    }

    int number(String name, int otherwise) {
        return has(name) ? Integer.parseInt(String.valueOf(get(name))) : otherwise;
    }

    boolean flag(String name) {
        return "1".equals(get(name)) || "true".equals(get(name));
    }

    String encoded() {
        StringBuilder out = new StringBuilder();
        fields.forEach((name, content) -> out.append(out.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(content, StandardCharsets.UTF_8)));
        return out.toString();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
