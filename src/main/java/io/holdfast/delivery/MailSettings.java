package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who mails come from. The server itself is {@code spring.mail.*}; without its host mails are taken by a local server and stay on this
 * machine.
 *
 * @param from the sender, {@code Northbank <service@northbank.example>}
 * @param replyTo where answers go; null for the sender
 * @param messagesPerSecond what the server takes
 */
@ConfigurationProperties("holdfast.mail")
record MailSettings(
        @Nullable String from,
        @Nullable String replyTo,
        @DefaultValue("5") double messagesPerSecond) {

    MailSettings {
        if (messagesPerSecond <= 0) {
            throw new IllegalArgumentException("holdfast.mail.messages-per-second must be above 0");
        }
    }
}
