/**
 * Authentication of admin calls: access tokens and their renewal. Start at {@link
 * io.pinelink.internal.auth.AccessTokenCache}.
 */
@NullMarked
package io.pinelink.internal.auth;

import org.jspecify.annotations.NullMarked;
