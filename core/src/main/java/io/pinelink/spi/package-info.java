/**
 * What a transport implements. Start at {@link io.pinelink.spi.Transport} and {@link
 * io.pinelink.spi.Operations}; users of the client need nothing from here.
 */
@NullMarked
package io.pinelink.spi;

import org.jspecify.annotations.NullMarked;
