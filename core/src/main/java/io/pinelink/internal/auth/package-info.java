/** Authentication of admin calls: access tokens and their renewal. Start at {@code Tokens}. */
@NullMarked
package io.pinelink.internal.auth;

import org.jspecify.annotations.NullMarked;
