/**
 * The requests and responses of the admin API: organizations, projects and API keys. Start at
 * {@link io.pinelink.Admin}.
 */
@NullMarked
package io.pinelink.admin;

import org.jspecify.annotations.NullMarked;
