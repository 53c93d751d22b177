/** Signals in, thresholds, correlation: one incident per cause. */
@NullMarked
package io.holdfast.detect;

import org.jspecify.annotations.NullMarked;
