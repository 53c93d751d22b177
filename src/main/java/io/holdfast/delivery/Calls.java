package io.holdfast.delivery;

/**
 * Telephone calls as they are set up.
 *
 * @param sender whose slots calls take
 * @param perSecond calls per second of that sender
 */
record Calls(VoiceChannel channel, String sender, double perSecond) {}
