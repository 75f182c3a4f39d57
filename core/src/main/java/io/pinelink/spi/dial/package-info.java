/**
 * Connecting: the addresses of a destination, the check by the address guard, CONNECT through a
 * proxy, and TLS contexts. Start at {@link io.pinelink.spi.dial.AddressResolver}.
 */
@NullMarked
package io.pinelink.spi.dial;

import org.jspecify.annotations.NullMarked;
