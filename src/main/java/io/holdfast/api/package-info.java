/** The public HTTP contract that is not a page. */
@NullMarked
package io.holdfast.api;

import org.jspecify.annotations.NullMarked;
