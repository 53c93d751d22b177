package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.holdfast.standin.Fault;
import io.holdfast.standin.MailStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Mails over real SMTP: what arrives, and what each way of failing proves. */
@NullUnmarked
class MailOnTheWireTest {
    private static final String ANN = "ann@customers.example";
    private static final String BODY =
            "Northbank: a problem, and señas\nSigning in <fails> & we know. See https://status.example/x.\n\n\n\n"
                    + "Use the branch.\n\nTo end these mails: {stop-link}";

    private final Times times = new SettableClock(false);
    private final StopLinks links = new StopLinks(() -> Letters.SECRET, () -> "https://holdfast.example");
    private MailAttachments attachments = MailAttachments.NONE;
    private MailStandIn server;

    @BeforeEach
    void listen() {
        server = new MailStandIn(0, times);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private SmtpMail mail(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new SmtpMail(
                sender,
                "Northbank <service@northbank.example>",
                "answers@northbank.example",
                links,
                attachments,
                times,
                Letters.PATIENCE);
    }

    private Claimed to(String recipient, String address) {
        return Letters.claimed(Channel.EMAIL, recipient, address, "es", BODY, times.real());
    }

    private Outcome send() {
        return mail(server.port()).send(to("subscriber:1", ANN));
    }

    @Test
    void aCustomersMailArrivesWholeWithBothFormsItsOwnIdAndAWayToEndIt() throws Exception {
        GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        try {
            Outcome outcome = mail(green.getSmtp().getPort()).send(to("subscriber:1", ANN));

            String id = "holdfast." + links.mark(4711) + ".4711.2";
            assertThat(outcome).isEqualTo(new Outcome.Taken(id, null, false));
            MimeMessage arrived = green.getReceivedMessages()[0];
            String link = links.link(Digests.address(Channel.EMAIL, ANN), "es");
            assertThat(arrived.getSubject()).isEqualTo("Northbank: a problem, and señas");
            assertThat(arrived.getMessageID()).isEqualTo("<" + id + "@northbank.example>");
            assertThat(GreenMailUtil.getAddressList(arrived.getFrom()))
                    .isEqualTo("Northbank <service@northbank.example>");
            assertThat(arrived.getReplyTo()[0]).hasToString("answers@northbank.example");
            assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(arrived.getHeader("List-Unsubscribe")).containsExactly("<" + link + ">");
            assertThat(arrived.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
            MimeMultipart parts = (MimeMultipart) arrived.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                    .isEqualTo("Signing in <fails> & we know. See https://status.example/x.\n\nUse the branch.\n\n"
                            + "To end these mails: " + link);
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .contains("<html lang=\"es\">", "<p>Signing in &lt;fails&gt; &amp; we know.")
                    .contains("<a href=\"https://status.example/x\">https://status.example/x</a>.</p>")
                    .contains("<p>Use the branch.</p>", "<a href=\"" + link + "\">");
        } finally {
            green.stop();
        }
    }

    @Test
    void staffAreOfferedNoWayOutOfBeingAsked() {
        assertThat(mail(server.port()).send(to("person:dana", "dana@northbank.example")))
                .isInstanceOf(Outcome.Taken.class);
        MailStandIn.Mail taken = server.taken().get(0);
        assertThat(taken.header("List-Unsubscribe")).isEmpty();
        assertThat(taken.header("Auto-Submitted")).contains("auto-generated");
        assertThat(taken.raw()).doesNotContain("To end these mails");
    }

    @Test
    void aPageThatGoesWithAMailArrivesBesideItsWords() throws Exception {
        attachments = topic -> topic.equals("INC-7/customer")
                ? Optional.of(new MailAttachments.Attached("grab-bag-12.html", "<!doctype html><p>señas"))
                : Optional.empty();
        GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        try {
            mail(green.getSmtp().getPort()).send(to("person:dana", "dana@northbank.example"));

            MimeMultipart parts = (MimeMultipart) green.getReceivedMessages()[0].getContent();
            assertThat(parts.getContentType()).startsWith("multipart/mixed");
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("grab-bag-12.html");
            assertThat(parts.getBodyPart(1).getDisposition()).isEqualTo("attachment");
            assertThat(parts.getBodyPart(1).getContent()).hasToString("<!doctype html><p>señas");
        } finally {
            green.stop();
        }
    }

    @Test
    void aMailWhosePageCanNotBeDrawnIsKeptForLaterAndNothingLeaves() {
        attachments = topic -> {
            throw new IllegalStateException("The page does not render");
        };
        assertThat(mail(server.port()).send(to("person:dana", "dana@northbank.example")))
                .isEqualTo(new Outcome.NotTaken("no-attachment", null, false));
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aLineBreakInTheWordsMakesNoHeader() {
        String body = "Down\rBcc: everybody@customers.example\nWords\n.\n.. and a dot";
        mail(server.port()).send(Letters.claimed(Channel.EMAIL, "subscriber:1", ANN, "en", body, times.real()));
        assertThat(server.taken()).singleElement().satisfies(taken -> {
            assertThat(taken.header("Bcc")).isEmpty();
            assertThat(taken.header("Subject")).contains("Down");
        });
    }

    @Test
    void aTemporaryRefusalIsTriedLaterAndAPermanentOneNever() {
        server.next(Fault.status(451));
        assertThat(send()).isEqualTo(new Outcome.NotTaken("451", null, false));
        server.next(Fault.refuse("421 4.3.2"));
        assertThat(send()).isEqualTo(new Outcome.NotTaken("421 4.3.2", null, true));
        server.next(Fault.refuse("554 5.7.1"));
        assertThat(send()).isEqualTo(new Outcome.Refused("554 5.7.1", Outcome.Mark.NONE));
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void onlyAMailboxThatIsNotThereMarksItsAddress() {
        server.refuse(ANN, "550 5.1.1");
        assertThat(send()).isEqualTo(new Outcome.Refused("550 5.1.1", Outcome.Mark.BAD));
        server.refuse(ANN, "550 5.7.1");
        assertThat(send()).isEqualTo(new Outcome.Refused("550 5.7.1", Outcome.Mark.NONE));
        server.refuse(ANN, "550");
        assertThat(send()).isEqualTo(new Outcome.Refused("550", Outcome.Mark.NONE));
        server.refuse(ANN, "450 4.2.1");
        assertThat(send()).isEqualTo(new Outcome.NotTaken("450 4.2.1", null, false));
        assertThat(mail(server.port()).send(to("subscriber:1", "no address")))
                .isEqualTo(new Outcome.Refused("no-address", Outcome.Mark.BAD));
    }

    @Test
    void aSenderThatIsRefusedOrAnAccountThatIsNotWantedKeepsTheMails() {
        server.next(Fault.refuse("530 5.7.0"));
        assertThat(send()).isEqualTo(new Outcome.NotTaken("530 5.7.0", Duration.ofSeconds(30), true));
    }

    @Test
    void aRefusedConnectionProvesThatNothingLeft() throws IOException {
        int closed;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = once.getLocalPort();
        }
        assertThat(mail(closed).send(to("subscriber:1", ANN)))
                .isEqualTo(new Outcome.NotTaken("not-connected", null, true));
    }

    @Test
    void aServerThatNeverGreetsProvesItToo() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(mail(silent.getLocalPort()).send(to("subscriber:1", ANN)))
                    .isEqualTo(new Outcome.NotTaken("not-connected", null, true));
        }
    }

    @Test
    void whatBreaksAfterTheLastByteIsUnknown() {
        server.next(Fault.dropAfterAccept());
        assertThat(send()).isEqualTo(new Outcome.Unknown("no-answer"));
        server.next(Fault.slow(Duration.ofSeconds(2)));
        assertThat(send()).isEqualTo(new Outcome.Unknown("no-answer"));
        assertThat(server.taken()).hasSize(2);
        server.next(Fault.dropBeforeAccept());
        assertThat(send()).isEqualTo(new Outcome.Unknown("no-answer"));
        assertThat(server.taken()).hasSize(2);
        assertThat(mail(server.port()).find(to("subscriber:1", ANN))).isInstanceOf(Found.CannotAsk.class);
    }

    @Test
    void aServerThatFallsSilentBeforeTheWordsHasNothing() throws Exception {
        try (ServerSocket half = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread talk = new Thread(() -> greetAndFallSilent(half));
            talk.setDaemon(true);
            talk.start();
            assertThat(mail(half.getLocalPort()).send(to("subscriber:1", ANN)))
                    .isEqualTo(new Outcome.NotTaken("cut-off", null, false));
        }
    }

    private static void greetAndFallSilent(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("220 hello\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.getInputStream().read(new byte[100]);
            socket.getOutputStream().write("250 hello\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            while (socket.getInputStream().read(new byte[100]) >= 0) {
                // it listens and says nothing
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    @Test
    void noMailIsSentWithinATransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aLinkIsBelievedOnlyWholeAndUnchanged() {
        String hash = Digests.address(Channel.EMAIL, ANN);
        String token = links.token(hash);
        assertThat(links.addressHash(token)).contains(hash);
        assertThat(Digests.address(Channel.EMAIL, "Ann@Customers.example")).isEqualTo(hash);
        assertThat(links.addressHash(token.substring(1))).isEmpty();
        String other = links.token(Digests.address(Channel.EMAIL, "ben@customers.example"));
        assertThat(links.addressHash(other.substring(0, 43) + token.substring(43)))
                .isEmpty();
        StopLinks elsewhere = new StopLinks(() -> "another secret", () -> "https://x.example");
        assertThat(elsewhere.addressHash(token)).isEmpty();
        assertThat(Objects.requireNonNull(links.link(hash, "es"))).endsWith(token + "?lang=es");
    }
}
