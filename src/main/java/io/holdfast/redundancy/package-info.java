/** What is doubled and what only looks so: weaknesses of the catalog, what rules say of them, and what is left without something. */
@NullMarked
package io.holdfast.redundancy;

import org.jspecify.annotations.NullMarked;
