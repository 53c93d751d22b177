/** Strict local Slack and Twilio: the demo's outbox and the tests' other end. */
@NullMarked
package io.holdfast.standin;

import org.jspecify.annotations.NullMarked;
