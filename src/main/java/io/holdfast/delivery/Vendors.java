package io.holdfast.delivery;

/**
 * The vendors' channels as they are set up, or their local stand-ins where there is no account.
 *
 * @param froms who text messages come from; each has slots of its own
 */
record Vendors(SmsChannel sms, ChatChannel chat, SmsFroms froms) {}
