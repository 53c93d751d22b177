/** The figures: what the record says of past incidents, per journey, vendor, team, severity and month. */
@NullMarked
package io.holdfast.scorecard;

import org.jspecify.annotations.NullMarked;
