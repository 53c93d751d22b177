/** Reviews with an owner and a due date, and the actions that follow. */
@NullMarked
package io.holdfast.learn;

import org.jspecify.annotations.NullMarked;
