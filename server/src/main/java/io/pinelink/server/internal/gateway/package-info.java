/**
 * The entry point in front of the planes, which checks keys and tokens and finds the handler of a
 * request.
 *
 * <p>Start at {@link io.pinelink.server.internal.gateway.Gateway}.
 */
@NullMarked
package io.pinelink.server.internal.gateway;

import org.jspecify.annotations.NullMarked;
