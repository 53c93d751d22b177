/** Who is told: subscribers and their consent. */
@NullMarked
package io.holdfast.audience;

import org.jspecify.annotations.NullMarked;
