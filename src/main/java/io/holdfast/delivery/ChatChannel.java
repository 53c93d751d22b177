package io.holdfast.delivery;

/** A vendor of a chat. */
interface ChatChannel {

    /** Posts, or edits the standing post. Never throws for what the vendor did. */
    Outcome send(Claimed post);

    /** Asks whether it took this attempt. */
    Found find(Claimed post);

    /** Tells one user something that only he sees; errors are logged, since nothing depends on it. */
    void whisper(String responseUrl, String channel, String user, Said said);
}
