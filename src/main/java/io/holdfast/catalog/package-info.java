/** Journeys, dependencies, vendors, queues, teams: what matters and who owns it. */
@NullMarked
package io.holdfast.catalog;

import org.jspecify.annotations.NullMarked;
