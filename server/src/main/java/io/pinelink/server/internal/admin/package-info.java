/**
 * The organization, its projects and API keys, and the login of a service account.
 *
 * <p>Start at {@link io.pinelink.server.internal.admin.OrganizationStore}.
 */
@NullMarked
package io.pinelink.server.internal.admin;

import org.jspecify.annotations.NullMarked;
