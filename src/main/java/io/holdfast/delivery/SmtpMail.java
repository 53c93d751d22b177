package io.holdfast.delivery;

import io.holdfast.time.Times;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails by SMTP, through Spring's sender. */
final class SmtpMail implements MailChannel {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMail.class);

    private final JavaMailSenderImpl sender;
    private final InternetAddress from;
    private final @Nullable InternetAddress replyTo;
    private final StopLinks links;
    private final MailAttachments attachments;
    private final Times times;
    private final DeliverySettings settings;

    SmtpMail(
            JavaMailSenderImpl sender,
            String from,
            @Nullable String replyTo,
            StopLinks links,
            MailAttachments attachments,
            Times times,
            DeliverySettings settings) {
        this.sender = sender;
        this.from = address("holdfast.mail.from", from);
        this.replyTo = replyTo == null || replyTo.isBlank() ? null : address("holdfast.mail.reply-to", replyTo);
        this.links = links;
        this.attachments = attachments;
        this.times = times;
        this.settings = settings;
        patience(sender.getJavaMailProperties());
    }

    private static InternetAddress address(String setting, String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalStateException(
                    setting + " is no mail address: '" + text + "'. Write 'Northbank <service@northbank.example>'", e);
        }
    }

    // By itself it waits for ever. What spring.mail.properties say counts more.
    private void patience(Properties properties) {
        for (String protocol : new String[] {"smtp", "smtps"}) {
            String connect = String.valueOf(settings.connectTimeout().toMillis());
            String read = String.valueOf(settings.readTimeout().toMillis());
            properties.putIfAbsent("mail." + protocol + ".connectiontimeout", connect);
            properties.putIfAbsent("mail." + protocol + ".timeout", read);
            properties.putIfAbsent("mail." + protocol + ".writetimeout", read);
            properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
        }
    }

    @Override
    public Outcome send(Claimed mail) {
        Outside.check("The mail server");
        Optional<MailAttachments.Attached> attached;
        try {
            attached = attachments.of(mail.message().topic());
        } catch (RuntimeException e) {
            LOG.error(
                    "What goes with the mails of {} could not be drawn; they are kept and tried again",
                    mail.message().topic(),
                    e);
            return new Outcome.NotTaken("no-attachment", null, false);
        }
        Letter letter = new Letter(sender.getSession(), settings.lease());
        try {
            InternetAddress to = new InternetAddress(mail.address(), true);
            write(letter, to, mail, attached);
        } catch (AddressException e) {
            return new Outcome.Refused("no-address", Outcome.Mark.BAD);
        } catch (MessagingException e) {
            throw new IllegalStateException("Delivery " + mail.id() + " can't be written as a mail", e);
        }
        Outcome.Taken taken = new Outcome.Taken(id(mail), null, false);
        try {
            sender.send(letter);
            return taken;
        } catch (MailException e) {
            return MailAnswers.of(e, letter, taken);
        }
    }

    private void write(Letter letter, InternetAddress to, Claimed mail, Optional<MailAttachments.Attached> attached)
            throws MessagingException {
        String locale = mail.text().locale();
        String stopLink = staff(mail) ? null : links.link(mail.addressHash(), locale);
        MailText words = MailText.of(mail.text().body(), locale, stopLink);
        letter.setFrom(from);
        if (replyTo != null) {
            letter.setReplyTo(new InternetAddress[] {replyTo});
        }
        letter.setRecipient(Message.RecipientType.TO, to);
        letter.setSentDate(Date.from(times.real()));
        letter.setSubject(words.subject(), "UTF-8");
        letter.setHeader("Message-ID", "<" + id(mail) + "@" + domain() + ">");
        letter.setHeader("Auto-Submitted", "auto-generated");
        // what Exchange's out-of-office answers go by
        letter.setHeader("X-Auto-Response-Suppress", "All");
        letter.setHeader("Content-Language", locale);
        if (stopLink != null) {
            letter.setHeader("List-Unsubscribe", "<" + stopLink + ">");
            letter.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(words.text(), "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(words.html(), "UTF-8", "html");
        MimeMultipart both = new MimeMultipart("alternative", text, html);
        letter.setContent(attached.isPresent() ? with(both, attached.get()) : both);
    }

    private static MimeMultipart with(MimeMultipart words, MailAttachments.Attached attached)
            throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(words);
        MimeBodyPart page = new MimeBodyPart();
        page.setText(attached.html(), "UTF-8", "html");
        page.setFileName(attached.fileName());
        page.setDisposition(Part.ATTACHMENT);
        return new MimeMultipart("mixed", first, page);
    }

    /** Whoever is asked to act can't opt out of it by a link. */
    private static boolean staff(Claimed mail) {
        return mail.recipient().startsWith("person:") || mail.recipient().startsWith("channel:");
    }

    /** Of a repeated attempt everything but its number is the same, so that whoever reads the raw mails sees the repeat. */
    private String id(Claimed mail) {
        return "holdfast." + links.mark(mail.id()) + "." + mail.id() + "." + mail.attempt();
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    @Override
    public Found find(Claimed mail) {
        return new Found.CannotAsk("a mail server can't be asked what it took");
    }
}
