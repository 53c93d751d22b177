package io.holdfast.delivery;

import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The vendors as the settings say; without an account their stand-ins on loopback take the messages, over the same wire. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, TwilioSettings.class, SlackSettings.class})
class VendorsConfiguration {
    private static final Logger log = LoggerFactory.getLogger(VendorsConfiguration.class);
    private static final String LOCAL_ACCOUNT = "AC00000000000000000000000000000000";
    private static final String LOCAL_NUMBER = "+15005550006";

    /** The local stand-ins; each is null where the vendor itself is set up. */
    record Local(
            @Nullable SlackStandIn slack,
            String slackToken,
            String slackSecret,
            @Nullable TwilioStandIn twilio,
            String twilioToken)
            implements AutoCloseable {
        @Override
        public void close() {
            if (slack != null) {
                slack.close();
            }
            if (twilio != null) {
                twilio.close();
            }
        }
    }

    @Bean(destroyMethod = "close")
    Local localVendors(SlackSettings slack, TwilioSettings twilio, Ids ids, Times times) {
        String slackToken = "xoxb-" + ids.secret();
        String slackSecret = ids.secret();
        String twilioToken = ids.secret();
        Local local = new Local(
                slack.local() ? new SlackStandIn(0, slackToken, slackSecret, true, times) : null,
                slackToken,
                slackSecret,
                twilio.local() ? new TwilioStandIn(0, LOCAL_ACCOUNT, twilioToken, times, Duration.ofSeconds(1)) : null,
                twilioToken);
        if (slack.local()) {
            log.warn("No Slack app is set (holdfast.slack.bot-token): Slack messages stay on this machine, at /outbox");
        }
        if (twilio.local()) {
            log.warn(
                    "No Twilio account is set (holdfast.twilio.account-sid): texts and calls stay on this machine, at /outbox");
        }
        return local;
    }

    @Bean
    SmsAccount smsAccount(
            Local local,
            TwilioSettings twilio,
            LoopbackAddress loopback,
            @Value("${holdfast.public-url}") String publicUrl) {
        Supplier<String> base = twilio.local() ? loopback::base : () -> publicUrl.replaceAll("/+$", "");
        return new SmsAccount(
                twilio.local() ? local.twilioToken() : Objects.requireNonNullElse(twilio.authToken(), ""), base);
    }

    @Bean
    SlackAccount slackAccount(Local local, SlackSettings slack) {
        if (!slack.local()
                && (slack.signingSecret() == null || slack.signingSecret().isBlank())) {
            throw new IllegalStateException(
                    "holdfast.slack.bot-token is set, so holdfast.slack.signing-secret is needed: without it no button can be trusted");
        }
        return new SlackAccount(slack.local() ? local.slackSecret() : Objects.requireNonNull(slack.signingSecret()));
    }

    @Bean
    SlackWire slackWire(Local local, SlackSettings slack, DeliverySettings settings) {
        String api = local.slack() != null ? local.slack().apiUrl() : slack.apiUrl();
        return new SlackWire(
                new SlackHttp(api, settings),
                slack.local() ? local.slackToken() : Objects.requireNonNull(slack.botToken()),
                api);
    }

    @Bean
    Vendors vendors(
            Local local,
            SlackWire wire,
            TwilioSettings twilio,
            SmsAccount account,
            DeliverySettings settings,
            JdbcClient db,
            Times times) {
        SmsFroms froms = twilio.local() && twilio.senders().isEmpty()
                ? new SmsFroms(List.of(SmsFrom.of(LOCAL_NUMBER, Set.of(), twilio.messagesPerSecond())))
                : SmsFroms.of(twilio);
        String origin = local.twilio() != null ? local.twilio().origin() : twilio.apiUrl();
        SmsChannel sms = new TwilioSms(
                twilio.local() ? LOCAL_ACCOUNT : Objects.requireNonNull(twilio.accountSid()),
                account.authToken(),
                froms,
                new TwilioHttp(URI.create(origin), settings),
                account::callbackBase,
                times);
        ChatChannel chat = new SlackChat(wire, address -> channelId(db, address).orElse(null));
        return new Vendors(sms, chat, froms);
    }

    @Bean
    Calls calls(Local local, TwilioSettings twilio, SmsAccount account, DeliverySettings settings) {
        String from = twilio.local() ? LOCAL_NUMBER : twilio.caller();
        if (from == null) {
            log.warn("No number is set to call from (holdfast.twilio.voice-from): telephone calls are refused");
        }
        String origin = local.twilio() != null ? local.twilio().origin() : twilio.apiUrl();
        VoiceChannel voice = new TwilioVoice(
                twilio.local() ? LOCAL_ACCOUNT : Objects.requireNonNull(twilio.accountSid()),
                account.authToken(),
                from,
                new TwilioHttp(URI.create(origin), settings),
                account::callbackBase);
        return new Calls(voice, "voice:" + Objects.requireNonNullElse(from, "nobody"), twilio.callsPerSecond());
    }

    private static Optional<String> channelId(JdbcClient db, String address) {
        return db.sql("SELECT channel_id FROM slack_channel WHERE address = :address")
                .param("address", address)
                .query(String.class)
                .optional();
    }
}
