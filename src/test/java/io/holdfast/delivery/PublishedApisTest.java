package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Every request that our channels send is one that the vendor has published, each field of it. */
@NullUnmarked
class PublishedApisTest {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";
    private static final String NUMBER = "+15005550006";
    private static final String OTHER = "+15005550009";
    private static final SmsFroms FROMS = new SmsFroms(List.of(
            SmsFrom.of(NUMBER, Set.of("GB"), 1), SmsFrom.of(OTHER, Set.of("ES"), 1), SmsFrom.of(SERVICE, Set.of(), 1)));
    private static final String ANN = "+447700900001";
    private static final UnaryOperator<Set<String>> NOBODYS = all -> Set.of();

    private final Times times = new SettableClock(false);

    private Claimed to(Channel channel, String address, Instant notAfter) {
        return Letters.claimed(channel, "subscriber:1", address, "es", "No hay pagos: ñ & €.", times.real(), notAfter);
    }

    @Test
    void textsAndCallsAskTwilioOnlyWhatItPublishes() {
        try (TwilioStandIn twilio = new TwilioStandIn(0, ACCOUNT, "token", times, null);
                WireTap tap = new WireTap(twilio.origin())) {
            TwilioHttp http = new TwilioHttp(URI.create(tap.origin()), Letters.PATIENCE);
            TwilioSms texts = new TwilioSms(ACCOUNT, "token", FROMS, http, () -> "https://x.example", times);
            TwilioVoice voice = new TwilioVoice(ACCOUNT, "token", NUMBER, http, () -> "https://x.example");

            Instant soon = times.in(World.LIVE).plusSeconds(600);
            Claimed byNumber = to(Channel.SMS, ANN, soon).from("sms:" + NUMBER);
            Claimed byService = to(Channel.SMS, ANN, null).from("sms:" + SERVICE);
            Outcome.Taken numbers = (Outcome.Taken) texts.send(byNumber);
            Outcome.Taken services = (Outcome.Taken) texts.send(byService);
            assertThat(texts.find(byNumber, NOBODYS)).isEqualTo(new Found.Yes(numbers.vendorId(), null, false));
            assertThat(texts.find(byService, NOBODYS)).isEqualTo(new Found.Yes(services.vendorId(), null, false));
            assertThat(texts.find(byNumber.from("sms:" + OTHER), NOBODYS)).isInstanceOf(Found.No.class);
            assertThat(texts.state(numbers.vendorId())).contains(new SmsChannel.State("queued", null));
            twilio.states().becomes(numbers.vendorId(), "undelivered", "30005");
            assertThat(texts.state(numbers.vendorId())).contains(new SmsChannel.State("undelivered", "30005"));
            assertThat(texts.state("SM00000000000000000000000000000000")).contains(new SmsChannel.State("gone", null));
            assertThat(voice.send(to(Channel.VOICE, ANN, soon))).isInstanceOf(Outcome.Taken.class);
            assertThat(voice.find(to(Channel.VOICE, ANN, null), NOBODYS)).isInstanceOf(Found.Yes.class);

            assertThat(held(new PublishedApi("twilio"), tap.seen(), "Basic "))
                    .containsExactly(
                            "GET /2010-04-01/Accounts/{AC}/Calls.json",
                            "GET /2010-04-01/Accounts/{AC}/Messages.json",
                            "GET /2010-04-01/Accounts/{AC}/Messages/{SM}.json",
                            "POST /2010-04-01/Accounts/{AC}/Calls.json",
                            "POST /2010-04-01/Accounts/{AC}/Messages.json");
        }
    }

    @Test
    void postsAndEditsAskSlackOnlyWhatItPublishes() {
        try (SlackStandIn slack = new SlackStandIn(0, "xoxb-test", OutboxRig.SIGNING_SECRET, true, times);
                WireTap tap = new WireTap(slack.apiUrl().replaceAll("/api/?$", ""))) {
            String api = tap.origin() + "/api/";
            SlackChat chat =
                    new SlackChat(new SlackWire(new SlackHttp(api, Letters.PATIENCE), "xoxb-test", api), a -> null);
            Claimed post = slackPost("#floor-cards", null);
            Outcome.Taken taken = (Outcome.Taken) chat.send(post);
            Claimed edit = slackPost("#floor-cards", new Claimed.Standing(taken.channelId(), taken.vendorId(), 1));
            assertThat(chat.send(edit)).isInstanceOf(Outcome.Taken.class);
            assertThat(chat.find(edit)).isInstanceOf(Found.Yes.class);
            assertThat(chat.find(post)).isInstanceOf(Found.Yes.class);
            assertThat(chat.send(slackPost("U01DANA", null))).isInstanceOf(Outcome.Taken.class);
            assertThat(chat.find(slackPost("U01DANA", null))).isNotNull();
            Claimed reply = reply(taken);
            assertThat(chat.find(reply)).isInstanceOf(Found.No.class);
            assertThat(chat.send(reply)).isInstanceOf(Outcome.Taken.class);
            assertThat(chat.find(reply)).isInstanceOf(Found.Yes.class);
            assertThat(slack.replies(taken.vendorId())).hasSize(1);
            chat.whisper("", taken.channelId(), "U01DANA", Said.words("Noted."));

            assertThat(held(new PublishedApi("slack"), tap.seen(), "Bearer "))
                    .containsExactly(
                            "POST /api/chat.postEphemeral",
                            "POST /api/chat.postMessage",
                            "POST /api/chat.update",
                            "POST /api/conversations.history",
                            "POST /api/conversations.list",
                            "POST /api/conversations.open",
                            "POST /api/conversations.replies");
        }
    }

    @Test
    void channelsOfIncidentsAskSlackOnlyWhatItPublishes() {
        try (SlackStandIn slack = new SlackStandIn(0, "xoxb-test", OutboxRig.SIGNING_SECRET, true, times);
                WireTap tap = new WireTap(slack.apiUrl().replaceAll("/api/?$", ""))) {
            String api = tap.origin() + "/api/";
            SlackWire wire = new SlackWire(new SlackHttp(api, Letters.PATIENCE), "xoxb-test", api);
            SlackRooms rooms = new SlackRooms(wire);
            String channel = rooms.create("inc-7").id();
            Outcome.Taken post = (Outcome.Taken) new SlackChat(wire, a -> channel).send(slackPost(channel, null));
            List<SlackRooms.Went> went = List.of(
                    rooms.invite(channel, "U01DANA00"),
                    rooms.topic(channel, "SEV2 · cards"),
                    rooms.pin(channel, post.vendorId()));
            assertThat(went).allMatch(w -> w.how() == SlackRooms.How.DONE);
            assertThat(rooms.create("inc-7").code()).isEqualTo("name_taken");
            assertThat(rooms.find("inc-7").found().creator()).isEqualTo(rooms.self());

            assertThat(held(new PublishedApi("slack"), tap.seen(), "Bearer "))
                    .containsExactly(
                            "POST /api/auth.test",
                            "POST /api/chat.postMessage",
                            "POST /api/conversations.create",
                            "POST /api/conversations.invite",
                            "POST /api/conversations.list",
                            "POST /api/conversations.setTopic",
                            "POST /api/pins.add");
        }
    }

    private Claimed reply(Outcome.Taken post) {
        Claimed whole = slackPost("#floor-cards", null);
        Claimed.Thread thread = new Claimed.Thread(post.channelId(), post.vendorId());
        return new Claimed(
                2,
                new Claimed.Of(8, World.LIVE, "INC-7", "INC-7/guidance/changed", 1, false, false, null, thread),
                whole.recipient(),
                Channel.SLACK,
                whole.address(),
                whole.addressHash(),
                1,
                0,
                whole.startedAt(),
                whole.slot(),
                new NewMessage.Text(Channel.SLACK, "en", "• *Do* now: ask"),
                null);
    }

    private Claimed slackPost(String address, Claimed.Standing standing) {
        NewMessage.Button button = new NewMessage.Button("Got it", "got-it", "INC-7/cards", true, null);
        return new Claimed(
                1,
                new Claimed.Of(7, World.LIVE, "INC-7", "INC-7/guidance", 1, true, false, null, null),
                "channel:" + address,
                Channel.SLACK,
                address,
                Digests.address(Channel.SLACK, address),
                1,
                0,
                times.real(),
                times.real(),
                new NewMessage.Text(Channel.SLACK, "en", "*Cards are down*\nDo &amp; say.", List.of(button)),
                standing);
    }

    private static Set<String> held(PublishedApi api, List<WireTap.Seen> requests, String scheme) {
        List<String> faults = new ArrayList<>();
        Set<String> operations = new TreeSet<>();
        for (WireTap.Seen request : requests) {
            faults.addAll(api.faults(request));
            operations.add(String.valueOf(api.operation(request.method(), request.path())));
            assertThat(request.authorization()).startsWith(scheme);
        }
        assertThat(faults).isEmpty();
        return operations;
    }

    @Test
    void aRequestThatIsNotPublishedIsNamedFieldByField() {
        PublishedApi twilio = new PublishedApi("twilio");
        String calls = "/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json";
        assertThat(twilio.faults(form(calls, "To=abc&Timeout=900&StatusCallbackMethod=PUT&Colour=red")))
                .containsExactlyInAnyOrder(
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: From is missing",
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: To is no phone as published: 'abc'",
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: Timeout is no integer as published: '900'",
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: StatusCallbackMethod is no choice as published: 'PUT'",
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: Colour is not published",
                        "POST /2010-04-01/Accounts/{AC}/Calls.json: one of [Url, Twiml, ApplicationSid] must be given");
        assertThat(twilio.faults(form("/2010-04-01/Accounts/AC1/Calls.json", "")))
                .containsExactly("POST /2010-04-01/Accounts/AC1/Calls.json is not published");
        assertThat(new PublishedApi("slack").faults(form("/api/chat.update", "channel=%23floor&ts=1&blocks=x&text=x")))
                .hasSize(3);
    }

    private static WireTap.Seen form(String path, String body) {
        return new WireTap.Seen("POST", path, Map.of(), "application/x-www-form-urlencoded", "", WireTap.fields(body));
    }
}
