/**
 * The routes of open indexes: their choice, their refresh, and the hosts known by name. Start at
 * {@link io.pinelink.internal.route.RouteRegistry}.
 */
@NullMarked
package io.pinelink.internal.route;

import org.jspecify.annotations.NullMarked;
