/**
 * Routes: the host of a call and the addresses to dial for it. Start at {@link
 * io.pinelink.routing.RoutePolicy} and {@link io.pinelink.routing.IndexHost}.
 */
@NullMarked
package io.pinelink.routing;

import org.jspecify.annotations.NullMarked;
