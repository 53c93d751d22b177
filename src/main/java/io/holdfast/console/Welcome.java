package io.holdfast.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The demo's last lines in the log: where to go, and what to try. */
@Component
@Profile("demo")
class Welcome {
    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final Environment environment;
    private final String tokenFile;

    Welcome(Environment environment, @Value("${holdfast.demo.token-file:./data/demo-token}") String tokenFile) {
        this.environment = environment;
        this.tokenFile = tokenFile;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready() {
        String port = environment.getProperty("local.server.port", "8080");
        log.info("""
                The demo is ready: the contact centre of Northbank, a sample bank. Nothing leaves this machine.
                  Open         http://127.0.0.1:{}/  and sign in as one of the sample people, Dana Ortiz for one
                  Send         an alert: the README's first five minutes have one to copy; the API token is in {}
                  Look at      /outbox (phones and Slack), /floor/cards (what agents read), /status (what the public reads)""", port, tokenFile);
    }
}
