/**
 * The decision of a route from a host, the route policy and the connect rules. It uses no network.
 * Start at {@link io.pinelink.internal.router.Router}.
 */
@NullMarked
package io.pinelink.internal.router;

import org.jspecify.annotations.NullMarked;
