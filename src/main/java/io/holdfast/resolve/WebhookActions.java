package io.holdfast.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.holdfast.catalog.ModeAction;
import io.holdfast.time.Times;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Webhooks by Standard Webhooks: one signed POST per attempt, the idempotency key as its id, no retries below us. An end that keeps
 * failing is left in peace for a while.
 */
@Component
class WebhookActions {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Times times;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    WebhookActions(Times times) {
        this.times = times;
    }

    ActionOutcome send(ActionCall call, ActionEndpoints.Reached end) {
        outside();
        String secret = end.secret();
        if (secret == null || secret.isBlank()) {
            return ActionOutcome.refused(
                    "No secret is set: holdfast.actions." + call.action().to() + ".secret");
        }
        String body = body(call);
        long at = times.real().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(end.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", call.key())
                .header("webhook-timestamp", String.valueOf(at))
                .header("webhook-signature", WebhookSignature.of(secret, call.key(), at, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CircuitBreaker breaker = breaker(end.url());
        try {
            return breaker.executeCallable(() -> answer(http.send(request, HttpResponse.BodyHandlers.ofString())));
        } catch (CallNotPermittedException e) {
            return ActionOutcome.notTaken("The other end keeps failing; it is left in peace for a moment", null);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return ActionOutcome.notTaken("Nobody answers at " + end.url().getHost(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ActionOutcome.unknown("Interrupted before it answered");
        } catch (IOException e) {
            return ActionOutcome.unknown(end.url().getHost() + " gave no answer");
        } catch (Exception e) {
            throw new IllegalStateException("The webhook " + call.key() + " could not be sent", e);
        }
    }

    private static ActionOutcome answer(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return ActionOutcome.done("It answered " + status);
        }
        if (status == 429) {
            return ActionOutcome.notTaken("It asked for patience (429)", retryAfter(response));
        }
        if (status >= 500 || status == 408) {
            return ActionOutcome.unknown("It answered " + status);
        }
        return ActionOutcome.refused("It refused with " + status);
    }

    private static @org.jspecify.annotations.Nullable Duration retryAfter(HttpResponse<String> response) {
        String after = response.headers().firstValue("Retry-After").orElse("");
        return after.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(after)) : null;
    }

    /** Asks what the state is; without an address that tells, it counts as not in effect and is repeated with the same key. */
    ActionOutcome ask(ActionCall call, ActionEndpoints.Reached end) {
        outside();
        URI ask = end.ask();
        ModeAction.Verify verify = call.action().verify();
        Map<String, Object> expected = call.undo() ? call.send() : verify == null ? Map.of() : verify.expect();
        if (ask == null || expected.isEmpty()) {
            return ActionOutcome.refused("Nothing tells its state");
        }
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(ask).timeout(PATIENCE).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return ActionOutcome.unknown("Asked for its state, it answered " + response.statusCode());
            }
            JsonNode state = JSON.readTree(response.body());
            boolean there = expected.entrySet().stream()
                    .allMatch(e -> state.path(e.getKey()).equals(JSON.valueToTree(e.getValue())));
            return there
                    ? ActionOutcome.done("Asked, it said so")
                    : ActionOutcome.refused("Asked, it is not in effect");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ActionOutcome.unknown("Interrupted before it told its state");
        } catch (IOException e) {
            return ActionOutcome.unknown("It does not tell its state");
        }
    }

    private static String body(ActionCall call) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("action", call.action().id());
        data.put("direction", ActionRows.direction(call.undo()));
        data.put("journey", call.journey());
        data.put("mode", call.mode());
        data.put("incident", call.incident());
        data.put("do", call.send());
        try {
            return JSON.writeValueAsString(Map.of("type", "mode.action", "data", data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The webhook " + call.key() + " can't be written", e);
        }
    }

    private CircuitBreaker breaker(URI url) {
        return breakers.computeIfAbsent(
                url.getAuthority(),
                name -> CircuitBreaker.of(
                        name,
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(10)
                                .minimumNumberOfCalls(6)
                                .failureRateThreshold(80)
                                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(
                                        Duration.ofSeconds(1), 2, Duration.ofSeconds(30)))
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .build()));
    }

    private static void outside() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A webhook was about to be sent within a transaction: write a row instead");
        }
    }
}
