package io.holdfast.delivery;

import io.holdfast.incident.Incident;

/** The words of an incident's channel; implemented by the package that knows how it stands. */
public interface RoomWords {

    /** As it stands now. */
    Words of(Incident incident);

    /**
     * @param topic the channel's topic, plain, at most 250 characters
     * @param summary the pinned post, mrkdwn
     */
    record Words(String topic, String summary) {}
}
