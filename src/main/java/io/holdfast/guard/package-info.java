/** What may act by itself: guardrails, the kill switch, the business's own agents, and what came of each decision. */
@NullMarked
package io.holdfast.guard;

import org.jspecify.annotations.NullMarked;
