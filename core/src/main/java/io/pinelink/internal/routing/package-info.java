/**
 * The choice of a route from a host, the route policy and the connect rules, and the routes of open
 * indexes with their refresh. Start at {@link io.pinelink.internal.routing.Router}, which uses no
 * network, and {@link io.pinelink.internal.routing.RouteRegistry}.
 */
@NullMarked
package io.pinelink.internal.routing;

import org.jspecify.annotations.NullMarked;
