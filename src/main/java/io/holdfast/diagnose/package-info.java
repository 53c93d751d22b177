/** Suspects ranked over the dependency graph, and severity. */
@NullMarked
package io.holdfast.diagnose;

import org.jspecify.annotations.NullMarked;
