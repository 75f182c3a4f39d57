/**
 * Which host a call means and where it is dialled. Start at {@link io.pinelink.routing.RoutePolicy}
 * and {@link io.pinelink.routing.IndexHost}.
 */
@NullMarked
package io.pinelink.routing;

import org.jspecify.annotations.NullMarked;
