/**
 * What stands before the planes: it checks keys and tokens, and finds who answers a request.
 *
 * <p>Start at {@link io.pinelink.server.internal.gateway.Gateway}.
 */
@NullMarked
package io.pinelink.server.internal.gateway;

import org.jspecify.annotations.NullMarked;
