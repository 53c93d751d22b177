/** Users, roles, teams and who is on shift. */
@NullMarked
package io.holdfast.people;

import org.jspecify.annotations.NullMarked;
