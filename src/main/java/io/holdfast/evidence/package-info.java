/** The record: append-only, hash-chained, verifiable by anyone who holds a bundle. */
@NullMarked
package io.holdfast.evidence;

import org.jspecify.annotations.NullMarked;
