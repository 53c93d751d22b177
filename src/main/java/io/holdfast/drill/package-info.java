/** Exercises: scenarios, worlds of their own, what is expected and what came of it. */
@NullMarked
package io.holdfast.drill;

import org.jspecify.annotations.NullMarked;
