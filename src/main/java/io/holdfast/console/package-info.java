/** Pages for people, and the live view. */
@NullMarked
package io.holdfast.console;

import org.jspecify.annotations.NullMarked;
