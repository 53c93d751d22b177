/** What customers are told: the fact sheet, text messages, the status page. */
@NullMarked
package io.holdfast.updates;

import org.jspecify.annotations.NullMarked;
