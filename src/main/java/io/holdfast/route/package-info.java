/** Ownership, paging and the ladder that is climbed until somebody answers. */
@NullMarked
package io.holdfast.route;

import org.jspecify.annotations.NullMarked;
