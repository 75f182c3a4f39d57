/**
 * The interface that transports implement. Start at {@link io.pinelink.spi.Transport} and {@link
 * io.pinelink.spi.Operations}. Users of the client do not need this package.
 */
@NullMarked
package io.pinelink.spi;

import org.jspecify.annotations.NullMarked;
