/** Who may do what: sign-in, tokens, scopes. */
@NullMarked
package io.holdfast.security;

import org.jspecify.annotations.NullMarked;
