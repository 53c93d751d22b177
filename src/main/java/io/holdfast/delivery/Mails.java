package io.holdfast.delivery;

/**
 * Mails as they are set up.
 *
 * @param sender whose slots mails take
 * @param perSecond mails per second of that sender
 */
record Mails(MailChannel channel, String sender, double perSecond) {}
