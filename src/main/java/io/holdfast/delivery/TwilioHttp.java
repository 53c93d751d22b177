package io.holdfast.delivery;

import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The wire below Twilio's SDK: sends each request exactly once, to the origin of our settings. The SDK by itself repeats a POST up to
 * six times and has no setting for its address.
 */
final class TwilioHttp extends HttpClient {

    /** The connection never stood: nothing can have been taken. */
    static final class NeverConnected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeverConnected(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The request may have been taken. */
    static final class Unclear extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unclear(IOException cause) {
            super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }

    /** Too many at once: not taken. {@code retryAfter} in seconds, null where it was not said. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final @Nullable Integer retryAfter;

        TooMany(@Nullable Integer retryAfter) {
            super("429");
            this.retryAfter = retryAfter;
        }
    }

    private final URI origin;
    private final CloseableHttpClient http;

    TwilioHttp(URI origin, DeliverySettings settings) {
        this.origin = origin;
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout read = Timeout.of(settings.readTimeout());
        this.http = HttpClientBuilder.create()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(read)
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(64)
                        .setMaxConnTotal(64)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(read)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                // a connection that the other side is about to close would turn the next send into an unclear one
                .evictIdleConnections(TimeValue.of(10, TimeUnit.SECONDS))
                .build();
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        Outside.check("Twilio");
        ClassicRequestBuilder built = ClassicRequestBuilder.create(
                        request.getMethod().toString())
                .setUri(here(URI.create(request.constructURL().toString())))
                .addHeader("Authorization", request.getAuthString())
                .addHeader("Accept", "application/json")
                .addHeader("Accept-Encoding", "identity");
        if (request.getMethod() == HttpMethod.POST) {
            List<NameValuePair> form = new ArrayList<>();
            request.getPostParams()
                    .forEach((name, all) -> all.forEach(one -> form.add(new BasicNameValuePair(name, one))));
            built.setEntity(new UrlEncodedFormEntity(form, StandardCharsets.UTF_8));
        }
        try {
            return http.execute(built.build(), TwilioHttp::read);
        } catch (ConnectTimeoutException | ConnectException | UnknownHostException | NoRouteToHostException e) {
            throw new NeverConnected(e);
        } catch (IOException e) {
            throw new Unclear(e);
        }
    }

    private static Response read(ClassicHttpResponse response) throws IOException {
        if (response.getCode() == 429) {
            Header after = response.getFirstHeader("Retry-After");
            EntityUtils.consume(response.getEntity());
            throw new TooMany(
                    after != null && after.getValue().matches("[0-9]{1,6}") ? Integer.valueOf(after.getValue()) : null);
        }
        byte[] body = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
        return new Response(
                new java.io.ByteArrayInputStream(body == null ? new byte[0] : body),
                response.getCode(),
                response.getHeaders());
    }

    private URI here(URI there) {
        String query = there.getRawQuery();
        String base = origin.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + there.getRawPath()
                + (query == null ? "" : "?" + query));
    }
}
