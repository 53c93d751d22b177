package io.holdfast.standin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the mail stand-in: RFC 5321 as far as a sender needs it, and nothing let through that it forbids. */
final class MailTalk {

    private static final Logger LOG = LoggerFactory.getLogger(MailTalk.class);
    private static final Pattern PATH =
            Pattern.compile("(?i)(?:FROM|TO):<([^<>@\\s]+@[A-Za-z0-9.-]+)>((?: [A-Z0-9]+=\\S+)*)");
    private static final int LONGEST_LINE = 998;
    private static final int LARGEST = 10 << 20;

    private final Socket socket;
    private final MailStandIn house;
    private boolean greeted;
    private @Nullable String from;
    private @Nullable String to;

    MailTalk(Socket socket, MailStandIn house) {
        this.socket = socket;
        this.house = house;
    }

    void run() {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            say(out, "220 stand-in ESMTP");
            for (String line = line(in); line != null; line = line(in)) {
                String reply = answer(line, in, out);
                if (reply == null) {
                    return;
                }
                say(out, reply);
                if (reply.startsWith("221")) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("A sender left the mail stand-in half-way", e);
        }
    }

    private @Nullable String answer(String line, InputStream in, OutputStream out) throws IOException {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        String rest = line.length() > verb.length() ? line.substring(verb.length() + 1) : "";
        return switch (verb) {
            case "EHLO", "HELO" -> greet(verb, rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> data(in, out);
            case "RSET" -> reset();
            case "NOOP" -> "250 2.0.0 OK";
            case "QUIT" -> "221 2.0.0 Bye";
            default -> "502 5.5.1 Command not implemented";
        };
    }

    private String greet(String verb, String name) {
        if (name.isBlank()) {
            return "501 5.5.4 Say who you are";
        }
        greeted = true;
        return verb.equals("EHLO")
                ? "250-stand-in\r\n250-SIZE " + LARGEST + "\r\n250 ENHANCEDSTATUSCODES"
                : "250 stand-in";
    }

    private String mail(String rest) {
        Matcher path = PATH.matcher(rest);
        if (!greeted || from != null) {
            return "503 5.5.1 Bad sequence of commands";
        }
        if (!path.matches()) {
            return "501 5.1.7 Bad sender address";
        }
        from = path.group(1);
        return "250 2.1.0 OK";
    }

    private String recipient(String rest) {
        Matcher path = PATH.matcher(rest);
        if (from == null) {
            return "503 5.5.1 Bad sequence of commands";
        }
        if (!path.matches()) {
            return "501 5.1.3 Bad recipient address";
        }
        String refusal = house.refusal(path.group(1));
        if (refusal != null) {
            return refusal + " Refused";
        }
        to = path.group(1);
        return "250 2.1.5 OK";
    }

    private @Nullable String data(InputStream in, OutputStream out) throws IOException {
        if (from == null || to == null) {
            return "503 5.5.1 Bad sequence of commands";
        }
        say(out, "354 End with a dot");
        StringBuilder raw = new StringBuilder();
        String wrong = null;
        for (String line = line(in); !".".equals(line); line = line(in)) {
            if (line == null) {
                return null;
            }
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                wrong = "554 5.6.0 A line ends with something else than CRLF";
            } else if (line.length() > LONGEST_LINE) {
                wrong = "554 5.6.0 A line is longer than " + LONGEST_LINE + " characters";
            }
            raw.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
        }
        String sender = String.valueOf(from);
        String recipient = String.valueOf(to);
        reset();
        Fault fault = house.nextFault();
        if (fault != null && fault.kind() == Fault.Kind.DROP_BEFORE_ACCEPT) {
            return null;
        }
        if (fault != null && fault.kind() == Fault.Kind.STATUS) {
            return fault.status() + " Not now";
        }
        if (fault != null && fault.kind() == Fault.Kind.REFUSE) {
            return fault.code() + " Refused by the test";
        }
        String refusal = wrong != null ? wrong : unfit(raw.toString());
        if (refusal != null) {
            return refusal;
        }
        house.take(sender, recipient, raw.toString());
        if (fault != null && fault.kind() == Fault.Kind.DROP_AFTER_ACCEPT) {
            return null;
        }
        if (fault != null && fault.kind() == Fault.Kind.SLOW) {
            LockSupport.parkNanos(fault.slow().toNanos());
        }
        return "250 2.0.0 Taken";
    }

    // What careful receivers turn away: RFC 5322's own demands, and bare bytes where encoded ones belong.
    private static @Nullable String unfit(String raw) {
        int end = raw.indexOf("\r\n\r\n");
        String head = (end < 0 ? raw : raw.substring(0, end)).toLowerCase(Locale.ROOT) + "\r\n";
        for (String needed : new String[] {"from: ", "date: ", "message-id: <", "subject: ", "mime-version: 1.0"}) {
            int count = ("\r\n" + head).split(Pattern.quote("\r\n" + needed), -1).length - 1;
            if (count != 1) {
                return "554 5.6.0 The header " + needed.split(":")[0] + " stands there " + count + " times";
            }
        }
        if (!raw.chars().allMatch(c -> c < 128)) {
            return "554 5.6.0 8-bit words, and 8BITMIME was not offered";
        }
        return raw.length() > LARGEST ? "552 5.3.4 Too large" : null;
    }

    private String reset() {
        from = null;
        to = null;
        return "250 2.0.0 OK";
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Up to CRLF, without it; a bare CR or LF stays in. Null at the end. */
    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int before = -1;
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n' && before == '\r') {
                return line.toString(StandardCharsets.ISO_8859_1).substring(0, line.size() - 2);
            }
            if (line.size() > LARGEST) {
                return null;
            }
            before = c;
        }
        return null;
    }
}
