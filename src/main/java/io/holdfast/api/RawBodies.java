package io.holdfast.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Keeps the bytes of vendors' calls as they came, since their signatures go over them: asked for any parameter, the container would
 * read a form body and leave nothing of it. Parameters are those of the address only.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RawBodies extends OncePerRequestFilter {
    private static final int LONGEST = 1 << 20;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/slack/") && !path.startsWith("/twilio/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        chain.doFilter(new Kept(request, body), response);
    }

    private static final class Kept extends HttpServletRequestWrapper {
        private final byte[] body;
        private final MultiValueMap<String, String> query;

        Kept(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
            this.query = UriComponentsBuilder.newInstance()
                    .query(request.getQueryString())
                    .build()
                    .getQueryParams();
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("A kept body is read at once");
                }

                @Override
                public int read() {
                    return in.read();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public @Nullable String getParameter(String name) {
            return query.getFirst(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return query.containsKey(name)
                    ? query.getOrDefault(name, java.util.List.of()).toArray(String[]::new)
                    : null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> all = new java.util.LinkedHashMap<>();
            query.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
            return all;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(query.keySet());
        }
    }
}
