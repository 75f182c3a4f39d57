/**
 * The admin API: organizations, projects, API keys, users, invites, service accounts and role
 * bindings. Start at {@link io.pinelink.admin.AdminClient}.
 */
@NullMarked
package io.pinelink.admin;

import org.jspecify.annotations.NullMarked;
