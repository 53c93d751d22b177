package io.holdfast.delivery;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where the local stand-ins reach this process. */
@Component
class LoopbackAddress {
    private volatile int port;

    LoopbackAddress(@Value("${server.port:8080}") int port) {
        this.port = port;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (!"management".equals(event.getApplicationContext().getServerNamespace())) {
            port = event.getWebServer().getPort();
        }
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }
}
