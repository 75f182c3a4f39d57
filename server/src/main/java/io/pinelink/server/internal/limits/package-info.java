/**
 * Limits on the rate of calls: start at {@link io.pinelink.server.internal.limits.ServiceRates},
 * the rates that the service publishes.
 */
@NullMarked
package io.pinelink.server.internal.limits;

import org.jspecify.annotations.NullMarked;
