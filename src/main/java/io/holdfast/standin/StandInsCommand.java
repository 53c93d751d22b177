package io.holdfast.standin;

import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the stand-ins of Slack and Twilio alone: {@code java -jar target/holdfast.jar stand-ins --slack-port 4011 --twilio-port 4010}.
 */
public final class StandInsCommand {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";

    private StandInsCommand() {}

    /**
     * Starts both and tells where they are.
     *
     * @param args {@code --slack-port}, {@code --twilio-port}, {@code --slack-token}, {@code --slack-secret},
     *     {@code --twilio-account}, {@code --twilio-token}; each may be left out
     * @return what is to be closed
     */
    public static AutoCloseable start(String[] args, PrintStream out) {
        Times times = new SettableClock(false);
        String token = option(args, "--slack-token", "xoxb-stand-in");
        String secret = option(args, "--slack-secret", "stand-in-signing-secret");
        String account = option(args, "--twilio-account", ACCOUNT);
        String auth = option(args, "--twilio-token", "stand-in-auth-token");
        SlackStandIn slack = new SlackStandIn(port(args, "--slack-port"), token, secret, true, times);
        TwilioStandIn twilio =
                new TwilioStandIn(port(args, "--twilio-port"), account, auth, times, Duration.ofSeconds(1));
        out.println("Stand-ins of Slack and Twilio. Start Holdfast with these in its environment:");
        out.println("HOLDFAST_SLACK_API_URL=" + slack.apiUrl());
        out.println("HOLDFAST_SLACK_BOT_TOKEN=" + token);
        out.println("HOLDFAST_SLACK_SIGNING_SECRET=" + secret);
        out.println("HOLDFAST_TWILIO_API_URL=" + twilio.origin());
        out.println("HOLDFAST_TWILIO_ACCOUNT_SID=" + account);
        out.println("HOLDFAST_TWILIO_AUTH_TOKEN=" + auth);
        out.println("HOLDFAST_TWILIO_FROM=+15005550006");
        return () -> {
            slack.close();
            twilio.close();
        };
    }

    /** Starts both and stays until the process is ended. */
    public static void run(String[] args) throws InterruptedException {
        AutoCloseable running =
                start(args, new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running, ended)));
        ended.await();
    }

    private static void close(AutoCloseable running, CountDownLatch ended) {
        try {
            running.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            ended.countDown();
        }
    }

    private static int port(String[] args, String name) {
        return Integer.parseInt(option(args, name, "0"));
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
