package io.holdfast.delivery;

import io.holdfast.standin.MailStandIn;
import io.holdfast.time.Times;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server as the settings say; without one a stand-in on loopback takes the mails, over the same wire. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {
    private static final Logger log = LoggerFactory.getLogger(MailConfiguration.class);
    private static final String LOCAL_SENDER = "Holdfast <holdfast@localhost.localdomain>";

    /** The local mail server; null where a real one is set up. */
    record LocalMail(@Nullable MailStandIn server) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    @Bean(destroyMethod = "close")
    LocalMail localMail(ObjectProvider<JavaMailSenderImpl> real, Times times) {
        if (real.getIfAvailable() != null) {
            return new LocalMail(null);
        }
        log.warn("No mail server is set (spring.mail.host): mails stay on this machine, at /outbox");
        return new LocalMail(new MailStandIn(0, times));
    }

    @Bean
    StopLinks stopLinks(MailSecret secret, @Value("${holdfast.public-url}") String publicUrl) {
        return new StopLinks(secret, () -> publicUrl.replaceAll("/+$", ""));
    }

    @Bean
    Mails mails(
            LocalMail local,
            ObjectProvider<JavaMailSenderImpl> real,
            MailSettings settings,
            StopLinks links,
            ObjectProvider<MailAttachments> attachments,
            DeliverySettings patience,
            Times times) {
        JavaMailSenderImpl sender = real.getIfAvailable();
        String from = settings.from();
        if (sender != null && (from == null || from.isBlank())) {
            throw new IllegalStateException("spring.mail.host is set, so holdfast.mail.from is needed: who mails come"
                    + " from, 'Northbank <service@northbank.example>'");
        }
        if (sender == null) {
            sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(local.server() == null ? 25 : local.server().port());
        }
        String who = from == null || from.isBlank() ? LOCAL_SENDER : from;
        return new Mails(
                new SmtpMail(sender, who, settings.replyTo(), links, late(attachments), times, patience),
                "mail",
                settings.messagesPerSecond());
    }

    // Who attaches something also puts mails into the outbox, so he is asked for late.
    private static MailAttachments late(ObjectProvider<MailAttachments> attachments) {
        return topic -> attachments.getIfAvailable(() -> MailAttachments.NONE).of(topic);
    }
}
