package io.holdfast.delivery;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** What a failed call of the mail server proves. */
final class MailAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(MailAnswers.class);
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(30);
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** RFC 3463: the mailbox or its domain does not exist, or can't. Anything else may be about us, or about today. */
    private static final Pattern NO_SUCH_MAILBOX = Pattern.compile("5\\.1\\.(1|2|3|6|10)");

    /** A reply of the server. */
    private record Reply(int code, String text, boolean aboutSender) {

        String words() {
            Matcher enhanced = ENHANCED.matcher(text);
            return enhanced.find() ? code + " " + enhanced.group(1) : String.valueOf(code);
        }

        Outcome.Mark mark() {
            Matcher enhanced = ENHANCED.matcher(text);
            return enhanced.find() && NO_SUCH_MAILBOX.matcher(enhanced.group(1)).matches()
                    ? Outcome.Mark.BAD
                    : Outcome.Mark.NONE;
        }
    }

    private MailAnswers() {}

    /**
     * @param taken what is said where the mail was taken and only the good-bye failed
     */
    static Outcome of(MailException e, Letter letter, Outcome.Taken taken) {
        if (e instanceof MailAuthenticationException) {
            return account("auth", String.valueOf(e.getMessage()));
        }
        Exception[] failures = e instanceof MailSendException send ? send.getMessageExceptions() : new Exception[0];
        // Spring tells of a mail's own failure without a cause; what stands there is the connection's, before the mail
        // or after it.
        if (failures.length == 0 && letter.gone()) {
            return taken;
        }
        if (failures.length == 0 || failures[0].equals(e.getCause())) {
            return new Outcome.NotTaken("not-connected", null, true);
        }
        Reply reply = reply(failures[0]);
        if (reply == null) {
            return letter.gone()
                    ? new Outcome.Unknown("no-answer")
                    : new Outcome.NotTaken(late(failures[0]) ? "too-slow" : "cut-off", null, false);
        }
        return judged(reply);
    }

    private static Outcome judged(Reply reply) {
        if (reply.code() == 530 || reply.code() == 534 || reply.code() == 535 || reply.code() == 538) {
            return account(reply.words(), reply.text());
        }
        if (reply.code() >= 500) {
            if (reply.aboutSender()) {
                LOG.error(
                        "The mail server refuses our sender ({}): check holdfast.mail.from",
                        reply.text().strip());
            }
            return new Outcome.Refused(reply.words(), reply.mark());
        }
        // 421: it closes on everybody; any other 4xx is about this mail or its mailbox
        return new Outcome.NotTaken(reply.words(), null, reply.code() == 421);
    }

    private static Outcome account(String code, String said) {
        LOG.error(
                "The mail server refuses our account ({}); mails are kept and tried again: check spring.mail.username and"
                        + " .password",
                said.strip());
        return new Outcome.NotTaken(code, ACCOUNT_PAUSE, true);
    }

    private static boolean late(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Letter.TooLate) {
                return true;
            }
        }
        return false;
    }

    // The transport chains what it knows: the recipient's own refusal hangs behind the general failure.
    private static @Nullable Reply reply(@Nullable Exception failure) {
        Reply found = null;
        Exception at = failure;
        while (at != null) {
            Reply here = null;
            if (at instanceof SMTPAddressFailedException refused) {
                here = new Reply(refused.getReturnCode(), String.valueOf(refused.getMessage()), false);
            } else if (at instanceof SMTPSenderFailedException refused) {
                here = new Reply(refused.getReturnCode(), String.valueOf(refused.getMessage()), true);
            } else if (at instanceof SMTPSendFailedException refused) {
                here = new Reply(refused.getReturnCode(), String.valueOf(refused.getMessage()), false);
            }
            if (here != null && here.code() >= 400) {
                found = here;
            }
            at = at instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return found;
    }
}
