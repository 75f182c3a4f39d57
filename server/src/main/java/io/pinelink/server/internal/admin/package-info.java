/**
 * The organization, its projects and API keys, its users and service accounts, and their login.
 *
 * <p>Start at {@link io.pinelink.server.internal.admin.OrganizationStore} and {@link
 * io.pinelink.server.internal.admin.PrincipalStore}.
 */
@NullMarked
package io.pinelink.server.internal.admin;

import org.jspecify.annotations.NullMarked;
