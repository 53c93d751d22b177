/** Clocks and worlds, ids, chance: the one place that asks the machine what time it is or rolls a die. */
@NullMarked
package io.holdfast.time;

import org.jspecify.annotations.NullMarked;
