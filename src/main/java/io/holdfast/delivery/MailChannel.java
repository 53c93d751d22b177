package io.holdfast.delivery;

/** A mail server that takes our mails. */
interface MailChannel {

    /** Sends once. Never throws for what the server did. */
    Outcome send(Claimed mail);

    /** Asks whether it took this attempt; a server that can't be asked says so. */
    Found find(Claimed mail);
}
