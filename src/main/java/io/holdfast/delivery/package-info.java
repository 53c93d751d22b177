/** How anything gets out, exactly as often as it should: outbox, pacing, channels. */
@NullMarked
package io.holdfast.delivery;

import org.jspecify.annotations.NullMarked;
