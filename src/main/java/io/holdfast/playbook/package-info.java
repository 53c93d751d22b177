/** Loading, versioning, deploying, deciding: all that a team may change, from processes/ and templates/. */
@NullMarked
package io.holdfast.playbook;

import org.jspecify.annotations.NullMarked;
