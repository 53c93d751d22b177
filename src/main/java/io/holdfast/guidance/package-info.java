/** What agents are told: the floor's board and Slack. */
@NullMarked
package io.holdfast.guidance;

import org.jspecify.annotations.NullMarked;
