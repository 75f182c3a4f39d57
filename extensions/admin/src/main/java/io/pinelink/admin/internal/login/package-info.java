/**
 * Authentication of admin calls: access tokens and their renewal. Start at {@link
 * io.pinelink.admin.internal.login.AccessTokenCache}.
 */
@NullMarked
package io.pinelink.admin.internal.login;

import org.jspecify.annotations.NullMarked;
