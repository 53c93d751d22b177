/** Fallback modes, mitigation, recovery and the all-clear. */
@NullMarked
package io.holdfast.resolve;

import org.jspecify.annotations.NullMarked;
