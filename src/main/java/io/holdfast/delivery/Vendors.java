package io.holdfast.delivery;

/**
 * The vendors' channels as they are set up, or their local stand-ins where there is no account.
 *
 * @param smsSender whose slots text messages take
 * @param smsPerSecond text messages per second of that sender
 */
record Vendors(SmsChannel sms, ChatChannel chat, String smsSender, double smsPerSecond) {}
