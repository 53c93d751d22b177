package io.holdfast.delivery;

import io.holdfast.time.World;

/** How the channels of a drill behave; implemented by the package that runs drills. */
public interface RehearsedChannels {

    /** How this channel of the drill behaves at this moment of its clock. */
    Behaviour of(World world, Channel channel);

    /** What a vendor can do to a message. */
    enum Behaviour {
        /** Takes it and delivers it. */
        WELL,
        /** Answers 500: it did not take it, and may later. */
        FAILS,
        /** Refuses it for good. */
        REJECTS,
        /** Takes it with a good word, and delivers nothing. */
        LOSES
    }
}
