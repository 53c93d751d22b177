package io.holdfast.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls Holdfast as a vendor does: a signed form. */
public final class Caller {

    Caller() {}

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** What Holdfast answered. */
    public record Heard(int status, String body) {}

    Heard post(String url, String form, Map<String, String> headers) {
        return post(url, form, "application/x-www-form-urlencoded", headers);
    }

    Heard post(String url, String body, String type, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Heard(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard(0, "interrupted");
        }
    }
}
