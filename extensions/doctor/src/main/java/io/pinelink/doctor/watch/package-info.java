/**
 * Repeated checks of the routes to indexes. Start with {@link io.pinelink.doctor.watch.RouteWatch};
 * the guide {@code docs/watch.md} describes the metrics.
 */
@NullMarked
package io.pinelink.doctor.watch;

import org.jspecify.annotations.NullMarked;
