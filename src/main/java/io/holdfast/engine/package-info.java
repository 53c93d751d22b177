/** Camunda's configuration and the nudges, the one door from domain rows to process instances; nothing of the domain. */
@NullMarked
package io.holdfast.engine;

import org.jspecify.annotations.NullMarked;
