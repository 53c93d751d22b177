/** What people work from when Holdfast itself is gone: one page of everything that they would look up, with each playbook version. */
@NullMarked
package io.holdfast.grabbag;

import org.jspecify.annotations.NullMarked;
