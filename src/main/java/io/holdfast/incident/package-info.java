/** The aggregate that all phases share, and the only writer of its state. */
@NullMarked
package io.holdfast.incident;

import org.jspecify.annotations.NullMarked;
