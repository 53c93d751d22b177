package io.holdfast.delivery;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** The wire below Slack's SDK: sends each request exactly once, and knows whether a connection ever stood. */
final class SlackHttp {

    private final Slack slack;

    /** Set by the wire when the connection of this thread's request stands. */
    private final ThreadLocal<Boolean> connected = ThreadLocal.withInitial(() -> false);

    SlackHttp(String apiUrl, DeliverySettings settings) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(apiUrl);
        config.setPrettyResponseLoggingEnabled(false);
        config.setStatsEnabled(false);
        OkHttpClient http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.call())
                .connectionPool(new ConnectionPool(8, 10, TimeUnit.SECONDS))
                .addNetworkInterceptor(chain -> {
                    connected.set(true);
                    Response response = chain.proceed(chain.request());
                    // OkHttp would repeat a 503 with Retry-After: 0 by itself
                    return response.code() == 503
                            ? response.newBuilder().removeHeader("Retry-After").build()
                            : response;
                })
                .build();
        this.slack = Slack.getInstance(config, new SlackHttpClient(http));
    }

    Slack slack() {
        return slack;
    }

    /** To be called before each request. */
    void begin() {
        Outside.check("Slack");
        connected.set(false);
    }

    /** Whether the last request of this thread may have reached the other side. */
    boolean reached() {
        return connected.get();
    }
}
