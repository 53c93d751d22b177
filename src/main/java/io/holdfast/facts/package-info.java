/** The one fact sheet of an incident, which every message in every channel is drawn from. */
@NullMarked
package io.holdfast.facts;

import org.jspecify.annotations.NullMarked;
